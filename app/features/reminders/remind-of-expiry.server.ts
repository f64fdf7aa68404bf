import type { Context } from '#app/context.server.ts'
import { composeReminders } from './compose-reminders.server.ts'
import { noteReminders } from './note-reminders.server.ts'

/** Reminds everybody who is due today (gate 6.10); does nothing once the day's rounds are made. */
export async function remindOfExpiry(ctx: Context): Promise<void> {
  await noteReminders(ctx)
  await composeReminders(ctx)
}
