import { signWebhook } from '../../src/sources/signature.js';
import type { BenchRequest } from '../load/request.js';
import { CONNECTION } from './database.js';
import { inviteOf } from './invites.js';

let made = 0;

/** Prepares `count` signed `invitation.created` webhooks, each about another invitation. */
export function prepareWebhooks(count: number, secret: string, connection = CONNECTION): BenchRequest[] {
  const round = made++;
  return Array.from({ length: count }, (_, number) => webhook(`${round}-${number}`, number, secret, connection));
}

function webhook(id: string, member: number, secret: string, connection: string): BenchRequest {
  const { externalId, job, client, letter, invitee, invitedAt, expiresAt } = inviteOf(`hook-${id}`, member);
  const facts = { job, client, letter, freelancer: invitee.person, invitedAt, expiresAt };
  const data = { id: externalId, status: 'open', ...facts };
  const body = JSON.stringify({ type: 'invitation.created', timestamp: invitedAt, data });
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': `msg-${id}`,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signWebhook(secret, `msg-${id}`, seconds, body),
  };
  return { path: `/webhooks/${connection}`, headers, body, about: `hook-${id}` };
}
