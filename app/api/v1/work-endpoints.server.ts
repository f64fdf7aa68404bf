import {
  connectWorkLog,
  type JobOutcome,
  reportJobs,
  setFreeSlots,
} from '#app/features/work-log/index.server.ts'
import { type Problem, problemBody } from '../problem.server.ts'
import { answer, endpoint, notFound } from './endpoint.server.ts'
import {
  availabilityAnswer,
  availabilityBody,
  codeParam,
  connectionAnswer,
  connectionBody,
  workLogAnswer,
  workLogBody,
} from './schemas.ts'

export const workLogEndpoint = endpoint({
  id: 'reportFinishedJobs',
  method: 'POST',
  path: '/work-log',
  summary: 'Report finished jobs',
  description:
    'From a brand’s own systems: the source of recency and of supervised work. A job sent again in the same words is logged before; what is logged is never changed. Results in the order of the jobs, each logged or a problem.',
  scope: 'worklog:write',
  body: workLogBody,
  answers: { 200: { description: 'What became of each job.', schema: workLogAnswer } },
  isWrite: true,
  unitsOf: (body) => (body as { jobs: readonly unknown[] }).jobs.length,
  handle: async (ctx, { caller, body }) => {
    const outcomes = await reportJobs(ctx, caller, body.jobs)
    return answer({
      results: outcomes.map((outcome) =>
        outcome.ok
          ? { job: outcome.job, outcome: outcome.isNew ? 'logged' : 'logged-before' }
          : problemBody(jobProblem(outcome)),
      ),
    })
  },
})

function jobProblem(outcome: Extract<JobOutcome, { ok: false }>): Problem {
  const { reason } = outcome
  switch (reason) {
    case 'unknown':
      return {
        status: 422,
        reason: 'unknown-subject',
        title: 'The job names what there is not',
        more: {
          errors: outcome.fields.map((field) => ({
            path: `/${field}`,
            reason: 'unknown',
            message: `There is no such ${field}`,
          })),
        },
      }
    case 'in-the-future':
      return { status: 422, reason, title: 'The job is not finished yet' }
    case 'job-taken':
      return { status: 409, reason, title: 'Another job is logged under this number' }
  }
}

export const connectionEndpoint = endpoint({
  id: 'connectWorkLog',
  method: 'PUT',
  path: '/work-log/connection',
  summary: 'Say from when the work log counts',
  description:
    'Until a brand says so, a rule that needs the log, such as recency, is an INFO and stops nobody. Say it once the log is complete for longer than the longest gap that your credential types allow.',
  scope: 'worklog:write',
  body: connectionBody,
  answers: { 200: { description: 'On record.', schema: connectionAnswer } },
  isWrite: true,
  handle: async (ctx, { caller, body }) => {
    await connectWorkLog(ctx, caller, body)
    return answer({ countsFrom: body.countsFrom, recordedAt: ctx.now() })
  },
})

export const availabilityEndpoint = endpoint({
  id: 'setAvailability',
  method: 'PUT',
  path: '/engineers/{code}/availability',
  summary: 'Set an engineer’s free time',
  description:
    'Candidates are then named with the earliest time. What you said before is replaced; an empty list says that nothing is known.',
  scope: 'availability:write',
  params: codeParam,
  body: availabilityBody,
  answers: { 200: { description: 'As it is kept: slots that touch are one.', schema: availabilityAnswer } },
  isWrite: true,
  handle: async (ctx, { caller, params, body }) => {
    const outcome = await setFreeSlots(ctx, caller, { engineer: params.code, slots: body.slots })
    if (!outcome.ok) return notFound('There is no such engineer')
    return answer({ engineer: params.code, slots: outcome.slots })
  },
})
