import { expect, it } from 'vitest'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'

it('keeps at most its limit and forgets what was not asked for longest', () => {
  const cache = boundedCache<number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  expect(cache.get('a')).toBe(1)
  cache.set('c', 3)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3])
  cache.set('a', 4)
  expect([cache.size, cache.get('a')]).toEqual([2, 4])
})
