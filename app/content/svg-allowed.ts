/** Elements a figure may use, as docs/how-we-build/course-content.md lists them. */
export const figureElements: ReadonlySet<string> = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'title',
  'desc',
  'defs',
  'marker',
  'use',
  'symbol',
  'switch',
  'clipPath',
])

/** Elements that may hold text of their own. */
export const textElements: ReadonlySet<string> = new Set(['text', 'tspan', 'title', 'desc'])

const length = /^-?(?:\d+\.?\d*|\.\d+)%?$/
const lengths = /^-?(?:\d+\.?\d*|\.\d+)(?:[\s,]+-?(?:\d+\.?\d*|\.\d+))*$/
const fraction = /^(?:0|1|0?\.\d+|1\.0+|\d{1,3}%)$/
const localUrl = /^url\(#[A-Za-z][A-Za-z0-9_-]*\)$/
const oneOf = (...words: string[]) => new RegExp(`^(?:${words.join('|')})$`)

const tokens =
  'ink|ink-2|ink-3|line|line-strong|surface|sunken|paper|accent|accent-soft|allow|allow-soft|warn|warn-soft|deny|deny-soft|super|super-soft|rung-1|rung-2|rung-3|rung-4'

/** What `fill` and `stroke` may be: nothing, the text colour, or a token, so that one file serves light and dark. */
export const paint = new RegExp(`^(?:none|currentColor|var\\(--(?:${tokens})\\))$`)

/** Attributes that draw; each value must match its pattern whole. */
export const figureAttributes: ReadonlyMap<string, RegExp> = new Map([
  ...[
    'x',
    'y',
    'dx',
    'dy',
    'x1',
    'y1',
    'x2',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'width',
    'height',
    'textLength',
    'pathLength',
    'startOffset',
    'refX',
    'refY',
    'markerWidth',
    'markerHeight',
  ].map(
    (name) =>
      [
        name,
        name === 'dx' || name === 'dy' || name === 'x' || name === 'y'
          ? /^-?(?:\d+\.?\d*|\.\d+)%?(?:[\s,]+-?(?:\d+\.?\d*|\.\d+))*$/
          : length,
      ] as const,
  ),
  ['viewBox', /^-?[\d.]+(?:[\s,]+-?[\d.]+){3}$/],
  ['d', /^[\sMmZzLlHhVvCcSsQqTtAa0-9eE.,+-]*$/],
  ['points', /^[\s0-9eE.,+-]*$/],
  ['transform', /^(?:\s*(?:translate|scale|rotate|skewX|skewY|matrix)\([\s0-9eE.,+-]*\)[\s,]*)+$/],
  ['rotate', lengths],
  ['fill', paint],
  ['stroke', paint],
  ['color', paint],
  ['stroke-width', length],
  ['stroke-linecap', oneOf('butt', 'round', 'square')],
  ['stroke-linejoin', oneOf('miter', 'round', 'bevel')],
  ['stroke-miterlimit', length],
  ['stroke-dasharray', /^(?:none|[\d.]+(?:[\s,]+[\d.]+)*)$/],
  ['stroke-dashoffset', length],
  ['stroke-opacity', fraction],
  ['fill-opacity', fraction],
  ['opacity', fraction],
  ['fill-rule', oneOf('nonzero', 'evenodd')],
  ['clip-rule', oneOf('nonzero', 'evenodd')],
  ['clip-path', localUrl],
  ['clipPathUnits', oneOf('userSpaceOnUse', 'objectBoundingBox')],
  ['marker-start', localUrl],
  ['marker-mid', localUrl],
  ['marker-end', localUrl],
  ['markerUnits', oneOf('strokeWidth', 'userSpaceOnUse')],
  ['orient', /^(?:auto|auto-start-reverse|-?[\d.]+)$/],
  ['preserveAspectRatio', /^[A-Za-z]+(?: (?:meet|slice))?$/],
  ['vector-effect', oneOf('none', 'non-scaling-stroke')],
  ['paint-order', /^(?:normal|fill|stroke|markers)(?: (?:fill|stroke|markers))*$/],
  ['font-size', /^\d+(?:\.\d+)?(?:px)?$/],
  ['font-weight', oneOf('normal', 'bold', '[1-9]00')],
  ['font-style', oneOf('normal', 'italic')],
  ['font-family', /^[A-Za-z0-9 ,'_-]+$/],
  ['font-variant-numeric', oneOf('normal', 'tabular-nums')],
  ['letter-spacing', /^-?[\d.]+(?:em|px)?$/],
  ['word-spacing', /^-?[\d.]+(?:em|px)?$/],
  ['text-anchor', oneOf('start', 'middle', 'end')],
  ['text-decoration', oneOf('none', 'underline', 'line-through')],
  [
    'dominant-baseline',
    oneOf('auto', 'middle', 'central', 'hanging', 'alphabetic', 'text-before-edge', 'text-after-edge'),
  ],
  ['alignment-baseline', oneOf('auto', 'middle', 'central', 'hanging', 'alphabetic', 'baseline')],
  ['baseline-shift', /^(?:sub|super|baseline|-?[\d.]+%?)$/],
  ['lengthAdjust', oneOf('spacing', 'spacingAndGlyphs')],
  ['writing-mode', oneOf('horizontal-tb', 'vertical-rl')],
  ['visibility', oneOf('visible', 'hidden')],
  ['overflow', oneOf('visible', 'hidden')],
  ['systemLanguage', /^(?:zh|en)$/],
  ['id', /^[A-Za-z][A-Za-z0-9_-]{0,60}$/],
  ['href', /^#[A-Za-z][A-Za-z0-9_-]{0,60}$/],
])
