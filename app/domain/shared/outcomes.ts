/** What a use case answers: done with its result, or refused for a reason that the interface puts into words. */
export type Outcome<Done extends object, Refusal extends string> =
  | ({ readonly ok: true } & Done)
  | { readonly ok: false; readonly reason: Refusal }
