/** A map that forgets what was not asked for longest, once it holds `limit` entries. For values that never change under their key. */
export function boundedCache<Value>(limit: number) {
  const entries = new Map<string, Value>()
  return {
    get size(): number {
      return entries.size
    },
    get(key: string): Value | undefined {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    delete(key: string): void {
      entries.delete(key)
    },
    set(key: string, value: Value): void {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= limit) return
      const oldest = entries.keys().next()
      if (!oldest.done) entries.delete(oldest.value)
    },
  }
}
