import type { Log } from '../../domain/ports.js';
import type { ConversationOf } from '../api/conversations.js';
import type { ClientOf } from '../api/tenant-clients.js';
import type { Words } from '../words/words.js';

/** What the messenger is made from. */
export interface MessengerDeps {
  readonly clientOf: ClientOf;
  /** For posts in channels. */
  readonly channelClientOf: ClientOf;
  readonly words: (locale?: string) => Words;
  readonly log: Log;
  /** The reader's language, where it is known; asked for channels too. */
  readonly localeOf?: (tenantId: string, slackUserId: string) => Promise<string | undefined>;
}

/** The same, with a memory of the conversations. */
export interface MessengerContext extends MessengerDeps {
  readonly conversationOf: ConversationOf;
}
