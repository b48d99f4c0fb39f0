import type { WebhookRequest } from '../../source.js';
import type { ReceivedMail } from '../mail.js';

/**
 * Reads the mails that a provider posts: checks the request line and the headers, and returns the function that
 * verifies and reads the body. Both throw BadWebhook.
 * @throws BadWebhook
 */
export type ReadMail<Config> = (config: Config, request: WebhookRequest) => (body: Buffer) => Promise<ReceivedMail>;
