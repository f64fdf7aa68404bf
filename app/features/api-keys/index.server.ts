export { keepDemoKey } from './keep-demo-key.server.ts'
export { type KeyState, makeApiKey, readKeyPage, revokeApiKey } from './manage-api-keys.server.ts'
export { type CallerOutcome, readApiCaller } from './read-api-caller.server.ts'
