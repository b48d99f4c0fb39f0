import { randomUUID } from 'node:crypto';
import { expiryOf } from '../lifecycle/invite-timers.js';
import { PRACTICE_WAY } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import type { Ports } from '../ports.js';

/** The texts of a practice invite, in the member's language. */
export interface PracticeWords {
  readonly title: string;
  readonly client: string;
  readonly letter: string;
}

/** The time until a practice invite expires, in milliseconds. */
const TO_ANSWER_MS = 24 * 60 * 60 * 1000;

/** Sends a member an invite for trying Baton out. Works without a marketplace. */
export async function sendPracticeInvite(ports: Ports, by: Actor, words: PracticeWords): Promise<Invite> {
  const invite = practiceInvite(await withNameAfterErasure(ports, by), words, ports.clock.now());
  await ports.invites.insert(invite);
  return invite;
}

function practiceInvite(by: Actor, { title, client, letter }: PracticeWords, now: Date): Invite {
  const { tenantId, slackUserId, name } = by;
  const id = randomUUID();
  const externalId = `practice-${id}`;
  const expiresAt = new Date(now.getTime() + TO_ANSWER_MS);
  return {
    id,
    tenantId,
    externalId,
    origins: [{ ...PRACTICE_WAY, externalId }],
    practice: true,
    status: 'open',
    job: { id: externalId, title, url: '', skills: [], private: false },
    client: { name: client },
    letter,
    letterCut: false,
    invitee: { person: { id: `practice-${slackUserId}`, name }, slackUserId },
    chain: [],
    nudges: 0,
    invitedAt: now,
    expiresAt,
    revision: 1,
    history: [{ at: now, who: slackUserId, what: 'open', through: 'slack' }],
    work: [todo('announce-invite', now), ...expiryOf({ expiresAt })],
  };
}
