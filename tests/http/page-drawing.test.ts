import { expect, test } from 'vitest'
import { pageDrawer } from '#server/page-drawing.ts'

test('a page is drawn from its data alone, without a database or a request', async () => {
  const build = await import(new URL('../../build/server/index.js', import.meta.url).href)
  const drawer = pageDrawer(build)
  expect(drawer.canDraw('/attempts/:attempt')).toBe(true)
  const viewer = { language: 'zh-CN', theme: null, isDemo: true, person: null }
  const order = { pattern: '/forgot-password', url: 'http://x/forgot-password', nonce: 'n1', requestId: 'r1' }
  const html = Buffer.from(
    await drawer.draw({ ...order, data: JSON.stringify([viewer, { isSent: false, isDemo: true }]) }),
  ).toString()
  expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN">.*<\/html>$/s)
  expect(html).toContain('nonce="n1"')
})
