import { defineSource } from '../define-source.js';
import { VollnaConfig } from './connection-config.js';
import { pollInvitationsAndProposals } from './poll-invitations-and-proposals.js';
import { vollnaSetUp } from './set-up.js';
import { vollnaWebhook } from './webhook.js';

/** Vollna: its webhooks report invitations on Upwork, and Baton polls its API for invitations and proposals. */
export const vollna = defineSource<VollnaConfig>({
  marketplace: 'upwork',
  trust: 80,
  namesInvitations: true,
  readConfig: (stored) => VollnaConfig.parse(stored),
  can: () => ['decline-reasons', 'outcomes'],
  asks: ({ apiToken }) => apiToken !== undefined,
  setUp: vollnaSetUp,
  webhook: vollnaWebhook,
  poll: pollInvitationsAndProposals,
});
