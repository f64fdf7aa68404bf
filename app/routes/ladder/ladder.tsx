import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { CompositeCard } from '#app/features/credentials/components/composite-card.tsx'
import { ContinueCard } from '#app/features/credentials/components/continue-card.tsx'
import { FurtherPaths } from '#app/features/credentials/components/further-paths.tsx'
import { LadderCard, RungList } from '#app/features/credentials/components/ladder-card.tsx'
import { LadderLede } from '#app/features/credentials/components/ladder-lede.tsx'
import { LadderNotices } from '#app/features/credentials/components/ladder-notices.tsx'
import { choosePaths } from '#app/features/credentials/components/main-path.ts'
import { ShownPathSection } from '#app/features/credentials/components/shown-path-section.tsx'
import { readLadders } from '#app/features/credentials/index.server.ts'
import { isLadderProblem } from '#app/features/credentials/ladder-problems.ts'
import { readCourseList } from '#app/features/learning/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { request }) => {
  const problem = new URL(request.url).searchParams.get('problem')
  const [view, courses] = await Promise.all([
    readLadders(ctx, ctx.actor.personId),
    readCourseList(ctx, { search: '', page: 1 }),
  ])
  const current = courses.courses.find(
    ({ code, progress }) => code === courses.current?.code && progress !== null,
  )
  return {
    title: i18nFor(ctx.language).t('credentials:ladder.title'),
    view,
    underWay: current?.progress
      ? {
          code: current.code,
          title: current.title,
          minutesLeft: current.progress.minutesLeft,
          permille: current.progress.permille,
        }
      : null,
    problem: isLadderProblem(problem) ? problem : null,
    now: ctx.now(),
  }
})

export default function LadderPage() {
  const { view, underWay, problem, now } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  const { ladders, composites, endorsements } = view
  const shown = choosePaths(view)
  const isShown = (path: { typeCode: string; brandCode: string }) =>
    shown.some((one) => one.path.typeCode === path.typeCode && one.path.brandCode === path.brandCode)
  const further = ladders
    .flatMap(({ renewal, next }) => [renewal, next])
    .flatMap((path) => (path && !isShown(path) ? [{ path, heldUntil: null }] : []))
  const extras = [...composites, ...endorsements]
    .filter(({ path }) => !isShown(path))
    .map(({ path, held }) => ({ path, heldUntil: held?.grantsWork ? held.validUntil : null }))
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        <LadderLede ladders={ladders} nearest={shown[0]?.path ?? null} />
      </Lede>
      {problem ? <FormProblem>{t(`ladder.problem.${problem}`)}</FormProblem> : null}
      {ladders.length === 0 ? (
        <EmptyState title={t('ladder.lede.nothing')}>{t('ladder.nothingText')}</EmptyState>
      ) : (
        <section aria-label={t('ladder.mine')}>
          {/* Chinese names are short enough for three cards in a phone's row. */}
          <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3 lg:grid-cols-4 max-sm:[&:lang(zh)]:grid-cols-3">
            {ladders.map((ladder) => (
              <li key={`${ladder.brand.code}/${ladder.category.code}`}>
                <LadderCard
                  ladder={ladder}
                  showsBrand={new Set(ladders.map(({ brand }) => brand.code)).size > 1}
                />
              </li>
            ))}
          </ul>
          <RungList ladders={ladders} />
          <p className="text-xs text-ink-3">{t('ladder.gateNote')}</p>
        </section>
      )}
      <LadderNotices ladders={ladders} />
      {composites.map(({ held, path }) =>
        held ? <CompositeCard key={held.id} held={held} path={path} /> : null,
      )}
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div className="grid grid-cols-1 gap-5">
          {shown.map((one, index) => (
            <ShownPathSection
              key={`${one.path.brandCode}/${one.path.typeCode}`}
              shown={one}
              isPrimary={index === 0}
              now={now}
            />
          ))}
        </div>
        <div className="grid grid-cols-1 gap-5">
          {underWay ? <ContinueCard course={underWay} /> : null}
          {further.length > 0 ? (
            <Section title={t('ladder.path.further')}>
              <FurtherPaths further={further} />
            </Section>
          ) : null}
          {extras.length > 0 ? (
            <Section title={t('ladder.path.endorsements')}>
              <FurtherPaths further={extras} />
            </Section>
          ) : null}
        </div>
      </div>
    </div>
  )
}
