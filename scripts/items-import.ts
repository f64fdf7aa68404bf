import { importCommand } from '#app/features/item-bank/index.server.ts'
import { commandPlace } from './command-place.ts'

process.exitCode = await importCommand(process.argv.slice(2), commandPlace('items-import'))
