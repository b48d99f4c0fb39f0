import { signWebhook } from '../../src/sources/webhook-signature.js';
import type { BenchRequest } from '../load/send-request.js';
import { OWN, type Tenant } from './database.js';
import { inviteOf } from './invites.js';
import { MEMBERS } from './people.js';

let made = 0;

/**
 * Prepares `count` signed `invitation.created` webhooks, each about another invitation.
 * @param from the number of the first invitation's member; the next ones are for the members after that
 */
export function prepareWebhooks(count: number, secret: string, tenant: Tenant = OWN, from = 0): BenchRequest[] {
  const round = made++;
  const { connection, members = MEMBERS } = tenant;
  return Array.from({ length: count }, (_, number) =>
    webhook(`${round}-${number}`, (from + number) % members, secret, connection),
  );
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
