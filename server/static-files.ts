import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * The files of the built browser side. Those under `/assets/` carry the hash of their content in their name: they are kept for a year
 * and were compressed at build; one that is missing is a plain 404 and never a page. The others are looked at again after an hour.
 */
export async function addStaticFiles(server: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets')
  if (existsSync(assets)) {
    await server.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      index: false,
      immutable: true,
      maxAge: '365d',
    })
  }
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    decorateReply: false,
    wildcard: false,
    globIgnore: ['assets/**', '.vite/**'],
    index: false,
    maxAge: '1h',
  })
}
