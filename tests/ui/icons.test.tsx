import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Check, TriangleAlert } from '#app/ui/icons.tsx'
import { iconShapes } from '../../scripts/draw-icons.ts'

test('the shapes are those of the library they are taken from', async () => {
  expect(readFileSync('app/ui/icon-shapes.ts', 'utf8').replace(/\s+/g, ' ')).toBe(
    (await iconShapes()).replace(/\s+/g, ' '),
  )
})

test('an icon takes size, width of its lines and what it says', () => {
  const html = renderToStaticMarkup(<Check role="img" aria-label="done" size={13} strokeWidth={3} />)
  expect(html).toMatch(
    /^<svg [^>]*width="13" height="13"[^>]*stroke-width="3"[^>]*role="img" aria-label="done"/,
  )
  expect(html).toContain('<path d="M20 6 9 17l-5-5"/>')
  expect(renderToStaticMarkup(<TriangleAlert aria-hidden className="shrink-0" />)).toContain(
    'class="shrink-0"',
  )
})
