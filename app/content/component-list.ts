/** What a component's attribute may hold. */
export type AttributeRule =
  | { readonly kind: 'text'; readonly required: boolean }
  | { readonly kind: 'word'; readonly required: boolean; readonly words: readonly string[] }
  | { readonly kind: 'id'; readonly required: boolean }
  | { readonly kind: 'media'; readonly required: boolean }
  | { readonly kind: 'flag'; readonly required: false }

/** A component that a lesson may use: its attributes and where it may stand. */
export type ComponentRule = {
  readonly attributes: ReadonlyMap<string, AttributeRule>
  /** Components it may stand in; `lesson` is the body itself. */
  readonly hosts: readonly string[]
  /** True where it may also stand in a list item. */
  readonly inListItem: boolean
  readonly isEmpty: boolean
}

const text = { kind: 'text', required: true } as const

/**
 * The fixed list of components, as docs/how-we-build/course-content.md gives it. A map, not an object: a lesson that
 * names `<constructor>` or `<__proto__>` finds nothing in it.
 */
export const componentRules: ReadonlyMap<string, ComponentRule> = new Map<string, ComponentRule>([
  [
    'Callout',
    {
      attributes: new Map<string, AttributeRule>([
        ['kind', { kind: 'word', required: true, words: ['danger', 'warning', 'note', 'tip'] }],
        ['title', { kind: 'text', required: false }],
      ]),
      hosts: ['lesson', 'Steps'],
      inListItem: true,
      isEmpty: false,
    },
  ],
  ['Steps', { attributes: new Map(), hosts: ['lesson', 'Callout'], inListItem: false, isEmpty: false }],
  [
    'Measurement',
    {
      attributes: new Map([['caption', text]]),
      hosts: ['lesson', 'Steps'],
      inListItem: true,
      isEmpty: false,
    },
  ],
  [
    'ManualWins',
    {
      attributes: new Map(),
      hosts: ['lesson', 'Steps', 'Callout', 'Feedback'],
      inListItem: true,
      isEmpty: false,
    },
  ],
  [
    'Figure',
    {
      attributes: new Map<string, AttributeRule>([
        ['src', { kind: 'media', required: true }],
        ['alt', text],
        ['caption', { kind: 'text', required: false }],
      ]),
      hosts: ['lesson', 'Steps', 'Callout', 'Stem', 'Feedback'],
      inListItem: true,
      isEmpty: true,
    },
  ],
  [
    'KnowledgeCheck',
    {
      attributes: new Map([['id', { kind: 'id', required: true }]]),
      hosts: ['lesson'],
      inListItem: false,
      isEmpty: false,
    },
  ],
  ['Stem', { attributes: new Map(), hosts: ['KnowledgeCheck'], inListItem: false, isEmpty: false }],
  [
    'Choice',
    {
      attributes: new Map<string, AttributeRule>([
        ['id', { kind: 'id', required: true }],
        ['correct', { kind: 'flag', required: false }],
      ]),
      hosts: ['KnowledgeCheck'],
      inListItem: false,
      isEmpty: false,
    },
  ],
  ['Feedback', { attributes: new Map(), hosts: ['KnowledgeCheck'], inListItem: false, isEmpty: false }],
])

/** Ids of checks and choices: short lower-case words, digits and hyphens. */
export const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/

/** Paths of pictures as a lesson names them. */
export const picturePattern = /^media\/[A-Za-z0-9][A-Za-z0-9._-]{0,98}\.(?:svg|webp|png)$/
