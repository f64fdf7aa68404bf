import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { LedgerTable } from '#app/features/gate/components/ledger-table.tsx'
import { readLedgerPage } from '#app/features/gate/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

const verdicts = ['ALLOW', 'ALLOW_WARN', 'ALLOW_SUPERVISED', 'DENY'] as const

export const handle = { i18n: ['check'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(
  ['dispatcher', 'admin', 'provider-manager', 'certification-officer', 'monitor', 'regulator'],
  async (ctx, { request }) => {
    const { search, page } = readListQuery(request)
    const asked = new URL(request.url).searchParams.get('decision')
    const decision = verdicts.find((one) => one === asked) ?? null
    return {
      title: i18nFor(ctx.language).t('check:ledger.title'),
      search,
      decision,
      ledger: await readLedgerPage(ctx, { search, decision, page }),
    }
  },
)

export default function LedgerPage() {
  const { search, decision, ledger } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['check', 'common'])
  const { decisions, total, isMore, page, pageSize } = ledger
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <Lede>{isMore ? t('ledger.ledeMore', { count: total }) : t('ledger.lede', { count: total })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('ledger.note')}</p>
      </div>
      <search>
        <form
          method="get"
          action={paths.gateLedger()}
          className="grid max-w-[44rem] items-end gap-3 sm:grid-cols-[1fr_14rem_auto]"
        >
          <TextField type="search" name="q" label={t('ledger.search')} defaultValue={search} />
          <SelectField name="decision" label={t('ledger.decision')} defaultValue={decision ?? ''}>
            <option value="">{t('ledger.all')}</option>
            {verdicts.map((one) => (
              <option key={one} value={one}>
                {t(`common:verdict.${one}`)}
              </option>
            ))}
          </SelectField>
          <Button look="quiet">{t('common:search')}</Button>
        </form>
      </search>
      {decisions.length === 0 ? (
        <EmptyState
          title={t('ledger.empty')}
          action={
            <ButtonLink look="quiet" to={search || decision ? paths.gateLedger() : paths.check()}>
              {search || decision ? t('ledger.showAll') : t('ledger.ask')}
            </ButtonLink>
          }
        >
          {t('ledger.emptyText')}
        </EmptyState>
      ) : (
        <LedgerTable decisions={decisions} />
      )}
      <Paging
        page={page}
        pageSize={pageSize}
        total={total}
        toPage={(to) => paths.gateLedger({ q: search, decision: decision ?? undefined, page: String(to) })}
      />
    </div>
  )
}
