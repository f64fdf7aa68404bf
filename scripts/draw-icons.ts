import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npx tsx scripts/draw-icons.ts`: writes the shapes of the icons we use, taken from Lucide, into `app/ui/icon-shapes.ts`. A new icon is a new name here.
 */
const names = [
  'arrow-left',
  'arrow-right',
  'book-open',
  'chart-column',
  'check',
  'chevron-down',
  'chevron-right',
  'chevron-up',
  'circle',
  'circle-check',
  'circle-minus',
  'circle-x',
  'clipboard-check',
  'cloud-off',
  'download',
  'file-clock',
  'flag',
  'graduation-cap',
  'id-card',
  'inbox',
  'info',
  'key-round',
  'languages',
  'layout-grid',
  'library',
  'loader-circle',
  'log-out',
  'mail',
  'menu',
  'message-square-text',
  'monitor-smartphone',
  'moon',
  'octagon-minus',
  'pen-line',
  'repeat-2',
  'route',
  'scroll-text',
  'search',
  'shield-check',
  'square',
  'square-check',
  'sun',
  'table-properties',
  'triangle-exclamation-point',
  'user',
  'user-cog',
  'user-plus',
  'users',
  'wallet-cards',
]

type Shape = [element: string, attributes: Readonly<Record<string, string>>]

/** The text of `app/ui/icon-shapes.ts`. */
export async function iconShapes(): Promise<string> {
  const lines: string[] = []
  for (const name of names) {
    const { __iconData } = (await import(`lucide-react/icons/${name}`)) as { __iconData: { node: Shape[] } }
    const markup = __iconData.node.map(
      ([element, { key: _key, ...attributes }]) =>
        `<${element} ${Object.entries(attributes)
          .map(([attribute, value]) => `${attribute}="${value}"`)
          .join(' ')}/>`,
    )
    lines.push(`export const ${camelCase(name)} =\n  '${markup.join('')}'`)
  }
  return [
    '/** Written by scripts/draw-icons.ts. Shapes of Lucide (https://lucide.dev), ISC licence, on a field of 24 by 24. */\n',
    ...lines,
    '',
  ].join('\n')
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, '../app/ui/icon-shapes.ts'), await iconShapes())
