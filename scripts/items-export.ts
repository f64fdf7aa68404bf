import { exportCommand } from '#app/features/item-bank/index.server.ts'
import { commandPlace } from './command-place.ts'

process.exitCode = await exportCommand(process.argv.slice(2), commandPlace('items-export'))
