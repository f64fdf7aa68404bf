import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import type { TeamCategory } from '../read-provider-standing.server.ts'
import type { TeamRow } from '../read-team.server.ts'
import { licenceWord } from '../team-words.ts'
import { LadderCell } from './ladder-cell.tsx'
import { TodayTags } from './today-tags.tsx'

type TeamMatrixProps = { categories: readonly TeamCategory[]; members: readonly TeamRow[] }

/** Up to so many categories the day has a column of its own on a desktop. */
const widestWithDay = 3

const head = 'px-3.5 py-3 text-left text-[0.8125rem] font-semibold whitespace-nowrap text-ink-2'
const firstColumn = 'sticky left-0 z-10 min-w-36 border-r border-line md:border-r-0'

/**
 * Who holds which level: a row a person, a column a category. It scrolls inside itself and keeps the names; on phones the day stands under the
 * name, so that the answer is seen without scrolling.
 */
export function TeamMatrix({ categories, members }: TeamMatrixProps) {
  const { t } = useTranslation('team')
  const language = useLanguage()
  // With many columns the day would be out of sight: it then stands under the name on every screen.
  const isWide = categories.length > widestWithDay
  const isSeveralBrands = new Set(categories.map(({ brandId }) => brandId)).size > 1
  return (
    <TableScroll label={t('matrix.label')}>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} ${firstColumn} bg-paper`}>
              {t('column.engineer')}
            </th>
            {categories.map((category) => (
              <th key={category.categoryId} scope="col" className={`${head} bg-paper`}>
                {isSeveralBrands ? (
                  <span className="block text-xs font-normal text-ink-3">
                    {inLanguage(category.brandName, language)}
                  </span>
                ) : null}
                {inLanguage(category.name, language)}
              </th>
            ))}
            <th scope="col" className={`${head} bg-paper`}>
              {t('column.licences')}
            </th>
            {isWide ? null : (
              <th scope="col" className={`${head} hidden bg-paper md:table-cell`}>
                {t('column.today')}
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {members.map((member) => (
            <Row key={member.code} member={member} categories={categories} isWide={isWide} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

type RowProps = { member: TeamRow; categories: readonly TeamCategory[]; isWide: boolean }

function Row({ member, categories, isWide }: RowProps) {
  const language = useLanguage()
  const otherName = otherNameIn(member, language)
  return (
    <tr>
      <th scope="row" className={`${firstColumn} bg-surface px-3.5 py-2 text-left align-middle font-normal`}>
        <Link
          to={paths.teamPerson(member.code)}
          className="flex min-h-11 flex-col justify-center text-ink no-underline hover:underline"
        >
          <b className="text-s font-semibold">{nameIn(member, language)}</b>
          {language === 'en' && otherName ? <span className="text-xs text-ink-2">{otherName}</span> : null}
          <span className="font-mono text-xs text-ink-3">
            {member.code} · {member.outletCodes.join(' ')}
          </span>
        </Link>
        <div className={clsx('pt-1 pb-1.5', !isWide && 'md:hidden')}>
          <TodayTags says={member.today} />
        </div>
      </th>
      {categories.map((category) => {
        const level = member.levels.find(({ categoryId }) => categoryId === category.categoryId)
        return (
          <td key={category.categoryId} className="min-w-40 px-3.5 py-2">
            {level ? (
              <LadderCell
                category={category}
                level={level}
                lacksLicence={member.lacksLicenceIn.includes(category.categoryId)}
              />
            ) : null}
          </td>
        )
      })}
      <td className="min-w-36 px-3.5 py-2 text-s">
        <Licences licences={member.licences} />
      </td>
      {isWide ? null : (
        <td className="hidden min-w-32 px-3.5 py-2 md:table-cell">
          <TodayTags says={member.today} />
        </td>
      )}
    </tr>
  )
}

/** What holds in one line; what does not, each in its own with the reason. */
function Licences({ licences }: Pick<TeamRow, 'licences'>) {
  const { t } = useTranslation('team')
  if (licences.length === 0) return <span className="text-ink-3">{t('noLicences')}</span>
  const valid = licences.filter(({ state }) => state === 'valid')
  const faulty = licences.filter(({ state }) => state !== 'valid')
  return (
    <>
      {valid.length > 0 ? (
        <span className="block">{valid.map(({ typeCode }) => licenceWord(t, typeCode)).join(' · ')}</span>
      ) : null}
      {faulty.map(({ typeCode, state }) => (
        <span key={typeCode} className="block text-deny">
          {licenceWord(t, typeCode)}: {t(`licenceState.${state}`)}
        </span>
      ))}
    </>
  )
}
