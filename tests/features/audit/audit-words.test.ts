import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditActionKey, auditActions, auditDetails } from '#app/features/audit/audit-words.ts'
import { resources } from '#app/i18n/resources.server.ts'

test('every action the product records has words in both languages', () => {
  const sources = readdirSync('app', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.server.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .filter((text) => text.includes('recordAudit('))
  const recorded = sources.flatMap((text) =>
    [...text.matchAll(/^\s*(?:const )?action(?::| =)(.*)$/gm)].flatMap(([, value]) =>
      [...(value ?? '').matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action),
    ),
  )
  expect(new Set(recorded).size).toBeGreaterThan(20)
  expect(
    [...new Set(recorded)].filter(
      (action) => !(auditActions as readonly (string | undefined)[]).includes(action),
    ),
  ).toEqual([])
})

test('actions and details have the words the page asks for, and no others', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const { action, detail } = resources[language].admin.audit
    expect(Object.keys(action).sort()).toEqual(auditActions.map(auditActionKey).sort())
    expect(Object.keys(detail).sort()).toEqual([...auditDetails].sort())
  }
})
