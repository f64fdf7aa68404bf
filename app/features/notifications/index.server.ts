export { findInboxPage, findOutboxPage, type InboxMessage, markInboxRead, type OutboxMessage } from './message.repository.server.ts'
export { deliverWaitingMessages, type Gateways } from './deliver-messages.server.ts'
export { gatewaysFrom } from './gateways.server.ts'
export { queueMessage, type MessageToQueue } from './queue-message.server.ts'
