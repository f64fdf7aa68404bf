import type { Field } from './read-form.server.ts'

/** A password typed twice; `differs` where the two are not the same. */
export function readPasswordChoice(field: Field): { password: string; differs: boolean } {
  const password = field('password')
  return { password, differs: password !== field('repeat') }
}
