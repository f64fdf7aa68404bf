import type { SignedInContext } from '#app/context.server.ts'
import { leavesOf, type RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import {
  findContractedTypes,
  findCourseProgress,
  findPublishedCodes,
} from './person-training.repository.server.ts'
import type { TeamCategory } from './read-provider-standing.server.ts'
import { readTeamMembers, type TeamMember } from './team-members.server.ts'

/** A credential that somebody can be enrolled for now. */
export type EnrolmentOption = {
  readonly brandCode: string
  readonly brandName: Bilingual
  readonly typeCode: string
  readonly name: Bilingual
  readonly isRenewal: boolean
}

export type TeamPersonPage = {
  readonly person: TeamMember
  readonly categories: readonly TeamCategory[]
  readonly courses: readonly {
    readonly code: string
    readonly title: Bilingual
    readonly lessons: number
    readonly lessonsDone: number
    readonly minutesLeft: number
    readonly completedAt: string | null
  }[]
  /** Renewals first, then what comes next. */
  readonly options: readonly EnrolmentOption[]
}

/** One engineer of the provider acted for; null for everybody else’s people, whoever they are. A constant number of queries. */
export async function readTeamPerson(ctx: SignedInContext, code: string): Promise<TeamPersonPage | null> {
  const { organisationId: providerId, timeZone: zone } = ctx.actor.acting
  const at = ctx.now()
  const { categories, members } = await readTeamMembers(ctx.db, { providerId, at, zone })
  const person = members.find((one) => one.code === code)
  if (!person) return null
  const [courses, types, published] = await Promise.all([
    findCourseProgress(ctx.db, person.personId),
    findContractedTypes(ctx.db, providerId, at),
    findPublishedCodes(ctx.db),
  ])
  const brandIds = new Set(types.map(({ brandId }) => brandId))
  return {
    person,
    categories,
    courses: courses
      .filter(({ brandId }) => brandId === null || brandIds.has(brandId))
      .map(({ code: courseCode, titleEn, titleZh, lessons, lessonsDone, minutesLeft, completedAt }) => ({
        code: courseCode,
        title: { en: titleEn, zh: titleZh },
        lessons,
        lessonsDone,
        minutesLeft,
        completedAt,
      })),
    options: types
      .filter((type) => isOffered(JSON.parse(type.requirementJson) as RequirementTree, published))
      .flatMap((type) => optionFor(type, person))
      .sort((a, b) => Number(b.isRenewal) - Number(a.isRenewal)),
  }
}

type TypeRow = Awaited<ReturnType<typeof findContractedTypes>>[number]

/** What rests on a course, exam or practical that nobody gives yet cannot be reached, so it is not offered. */
function isOffered(
  requirement: RequirementTree,
  published: Awaited<ReturnType<typeof findPublishedCodes>>,
): boolean {
  return leavesOf(requirement).every((leaf) => {
    if (leaf.kind === 'course') return published.courses.has(leaf.course)
    if (leaf.kind === 'exam') return published.exams.has(leaf.exam)
    if (leaf.kind === 'practical') return published.practicals.has(leaf.practical)
    return true
  })
}

function isOver(status: TeamMember['credentials'][number]['status']): boolean {
  return status === 'SUPERSEDED' || status === 'REVOKED' || status === 'WITHDRAWN'
}

/** Nothing where the person is on the way already, holds it outside its renewal window, or holds a higher rung. */
function optionFor(type: TypeRow, person: TeamMember): EnrolmentOption[] {
  if (person.enrolments.some(({ typeId }) => typeId === type.id)) return []
  const last = person.credentials.findLast(
    ({ brandId, typeCode, status }) => brandId === type.brandId && typeCode === type.code && !isOver(status),
  )
  if (last && !last.isRenewable) return []
  const standing = person.levels.find(({ categoryId }) => categoryId === type.categoryId)
  if (type.kind === 'LEVEL' && !last?.grantsWork && (standing?.level ?? 0) >= (type.level ?? 0)) return []
  return [
    {
      brandCode: type.brandCode,
      brandName: { en: type.brandEn, zh: type.brandZh },
      typeCode: type.code,
      name: { en: type.nameEn, zh: type.nameZh },
      isRenewal: last !== undefined && last.status !== 'LAPSED',
    },
  ]
}
