import { defineConfig } from 'vitest/config'

/** Suites that need nothing but the sources and a database of their own, by folder under `tests/`. */
const quick = ['domain', 'evaluators', 'features', 'db', 'content', 'ui', 'architecture', 'i18n']

/** Suites that talk to the built server; one is shared by all of them and started when the first asks for it. */
const served = ['http', 'security']

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      ...quick.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`tests/${name}/**/*.test.{ts,tsx}`],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      })),
      ...served.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          globalSetup: ['tests/support/server-broker.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      })),
      {
        extends: true as const,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/server-broker.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
