import { randomBytes } from 'node:crypto';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Everything secret that a run needs, made up anew. */
export const makeSecrets = () => ({
  slackSigning: hex(16),
  slackState: hex(16),
  slackClient: hex(16),
  botToken: ['xoxb', hex(8), hex(8)].join('-'),
  webhook: `whsec_${randomBytes(32).toString('base64')}`,
  marketplaceToken: hex(16),
  encryptionKey: `k1:${randomBytes(32).toString('base64')}`,
});

/** What a run’s servers and senders share. */
export type Secrets = ReturnType<typeof makeSecrets>;
