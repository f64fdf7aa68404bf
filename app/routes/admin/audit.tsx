import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { auditActionKey, auditActions } from '#app/features/audit/audit-words.ts'
import { AuditTable } from '#app/features/audit/components/audit-table.tsx'
import { readAuditPage } from '#app/features/audit/index.server.ts'
import { HintNote } from '#app/features/identity/components/note.tsx'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['admin'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['admin', 'monitor', 'regulator'], async (ctx, { request }) => {
  const asked = new URL(request.url).searchParams.get('action')
  const action = auditActions.find((one) => one === asked) ?? null
  return {
    title: i18nFor(ctx.language).t('admin:audit.title'),
    action,
    audit: await readAuditPage(ctx, { action, page: readListQuery(request).page }),
  }
})

export default function AuditPage() {
  const { action, audit } = useLoaderData<typeof loader>()
  const { t } = useTranslation('admin')
  const { entries, total, page, pageSize, isMasked } = audit
  const words = (one: (typeof auditActions)[number]) => t(`audit.action.${auditActionKey(one)}`)
  const choices = auditActions.filter((one) => !isMasked || !/^(session|password)\./.test(one))
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <Lede>
          {action
            ? t('audit.ledeFiltered', { count: total, what: words(action) })
            : t('audit.lede', { count: total })}
        </Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('audit.note')}</p>
      </div>
      {isMasked ? <HintNote>{t('audit.masked')}</HintNote> : null}
      <search>
        <form method="get" action={paths.audit()} className="flex max-w-[32rem] items-end gap-2">
          <SelectField
            name="action"
            label={t('audit.filter')}
            defaultValue={action ?? ''}
            className="min-w-0 flex-1"
          >
            <option value="">{t('audit.all')}</option>
            {choices.map((one) => (
              <option key={one} value={one}>
                {words(one)}
              </option>
            ))}
          </SelectField>
          <Button look="quiet">{t('audit.show')}</Button>
        </form>
      </search>
      {entries.length === 0 ? (
        <EmptyState
          title={t('audit.empty')}
          action={
            <ButtonLink look="quiet" to={paths.audit()}>
              {t('audit.all')}
            </ButtonLink>
          }
        />
      ) : (
        <AuditTable entries={entries} />
      )}
      <Paging
        page={page}
        pageSize={pageSize}
        total={total}
        toPage={(to) => paths.audit({ action: action ?? undefined, page: String(to) })}
      />
    </div>
  )
}
