import { inject } from 'vitest'

/**
 * The demo server that all files of a run share, started at the first call. For tests that read, or that change only what they made
 * themselves; others start their own.
 */
export async function sharedServer(): Promise<{ url: string }> {
  const response = await fetch(inject('serverBroker'))
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { url: string }
}
