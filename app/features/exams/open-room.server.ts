import type { SignedInContext } from '#app/context.server.ts'
import { nextOpening } from '#app/domain/exam/journal-place.ts'
import type { ExamOpeningTable } from '#db/schema/exam-room.ts'
import type { Db } from '#db/schema/index.ts'
import { findOpeningNumbers, insertOpening } from './opening.repository.server.ts'

type Opened = Pick<ExamOpeningTable, 'attemptId' | 'openingId' | 'kind'> & {
  /** The newest opening when its page was made. */
  readonly seen: number
}

/** Numbers an opening of an exam room that speaks for the first time; null where no number is left. Under the attempt's lock. */
export async function openRoom(ctx: SignedInContext, trx: Db, opened: Opened): Promise<number | null> {
  const { attemptId, openingId, seen, kind } = opened
  const number = nextOpening(await findOpeningNumbers(trx, attemptId), seen)
  if (number === null) return null
  const at = ctx.now()
  const { userAgent } = ctx.request
  await insertOpening(trx, { attemptId, number, openingId, kind, userAgent, openedAt: at, lastSeenAt: at })
  return number
}
