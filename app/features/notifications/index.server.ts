export { deliverChannel, type Gateways, outgoingChannels } from './deliver-messages.server.ts'
export { gatewaysFrom } from './gateways.server.ts'
export {
  countUnread,
  findInboxPage,
  findOutboxPage,
  type InboxMessage,
  markInboxRead,
  type OutboxMessage,
} from './message.repository.server.ts'
export { type MessageToQueue, queueMessage, queueMessages } from './queue-message.server.ts'
export { markOwnInboxRead, readInbox, readOutbox } from './read-messages.server.ts'
