import { defineSource } from '../define-source.js';
import { GetmanyConfig } from './connection-config.js';
import { pollInvitations } from './poll-invitations.js';
import { getmanySetUp } from './set-up.js';
import { getmanyWebhook } from './webhook.js';

/** Getmany: Baton polls it for invitations on Upwork; its webhooks report that a client has answered a proposal. */
export const getmany = defineSource<GetmanyConfig>({
  marketplace: 'upwork',
  trust: 70,
  namesInvitations: true,
  readConfig: (stored) => GetmanyConfig.parse(stored),
  can: ({ webhookSecret }) => (webhookSecret ? ['decline-reasons', 'outcomes'] : ['decline-reasons']),
  setUp: getmanySetUp,
  webhook: getmanyWebhook,
  poll: pollInvitations,
});
