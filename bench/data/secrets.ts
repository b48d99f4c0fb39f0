import { randomBytes } from 'node:crypto';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Generates all secrets of a run. */
export const makeSecrets = () => ({
  slackSigning: hex(16),
  slackState: hex(16),
  slackClient: hex(16),
  botToken: ['xoxb', hex(8), hex(8)].join('-'),
  webhook: `whsec_${randomBytes(32).toString('base64')}`,
  marketplaceToken: hex(16),
  encryptionKey: `k1:${randomBytes(32).toString('base64')}`,
});

/** Secrets shared by servers and load generator. */
export type Secrets = ReturnType<typeof makeSecrets>;
