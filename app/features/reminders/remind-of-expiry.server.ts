import type { Context } from '#app/context.server.ts'
import { composeReminders } from './compose-reminders.server.ts'
import { noteReminders } from './note-reminders.server.ts'

/** Reminds everybody who is due today (gate 6.10); does nothing once the day's rounds are made. May be told to end early, and then goes on at the next call. */
export async function remindOfExpiry(ctx: Context, isStopping: () => boolean = () => false): Promise<void> {
  await noteReminders(ctx, isStopping)
  await composeReminders(ctx, isStopping)
}
