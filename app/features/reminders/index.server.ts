export { type ReminderLog, readReminderLog } from './read-reminder-log.server.ts'
export { remindOfExpiry } from './remind-of-expiry.server.ts'
