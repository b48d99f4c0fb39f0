import { randomUUID } from 'node:crypto';
import { Duplicate, Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { type Ask, MOST_ASKED, type Relay } from '../model/relay/relay.js';
import { whyNotAsk } from '../model/relay/why-not-ask.js';
import { keptNotes } from '../model/stored-size-limits.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import { requireDecidable } from '../permissions/who-may-decide.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { readJobRecords } from '../referring/read-job-records.js';
import { resolveColleague } from '../referring/resolve-colleague.js';

/** A member's input for a relay. */
export interface RelayWish {
  /** Slack user ids in the order of asking. */
  readonly colleagues: readonly string[];
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
}

/**
 * Starts a relay: asks colleagues one after the other whether they would take an invite, before it is referred.
 * @throws Refusal with the rule that forbids it, with the `slackUserId` of the colleague where it is about one; or when
 * a relay is running already.
 */
export async function askColleagues(ports: Ports, by: Actor, inviteId: string, wish: RelayWish): Promise<Relay> {
  const [invite, settings, { name }] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    tenantSettings(ports, by.tenantId),
    withNameAfterErasure(ports, by),
  ]);
  if (!invite) throw new Refusal('invite.notFound');
  await requireDecidable(ports, invite, by);
  await requireAsking(ports, invite, by);
  const { colleagues, ...words } = wish;
  const asks = await asksFor(ports, invite, by, colleagues);
  const last = await ports.relays.ofInvite(by.tenantId, inviteId);
  const now = ports.clock.now();
  const relay: Relay = {
    ...keptNotes(words),
    id: randomUUID(),
    tenantId: by.tenantId,
    inviteId,
    status: 'asking',
    from: { slackUserId: by.slackUserId, name },
    asks,
    minutes: settings.askMinutes,
    createdAt: now,
    revision: (last?.revision ?? 0) + 1,
    history: [{ at: now, who: by.slackUserId, what: 'asking', through: 'slack' }],
    work: [todo('advance-relay', now)],
  };
  await insert(ports, relay);
  return relay;
}

/** @throws Refusal with the rule that forbids this member to ask colleagues about the invite. */
export async function requireAsking(ports: Ports, invite: Invite, by: Actor): Promise<void> {
  const [whyNotRefer, relay] = await Promise.all([
    whyNoReferral(ports, invite, invite.invitee.slackUserId ?? by.slackUserId),
    ports.relays.ofInvite(invite.tenantId, invite.id),
  ]);
  const code = whyNotAsk({ invite, whyNotRefer, relay });
  if (code) throw new Refusal(code, { title: invite.job.title, status: invite.status });
}

async function asksFor(ports: Ports, invite: Invite, by: Actor, colleagues: readonly string[]): Promise<Ask[]> {
  const wanted = [...new Set(colleagues)];
  if (wanted.length === 0 || wanted.length > MOST_ASKED)
    throw new Refusal('relay.tooMany', { most: String(MOST_ASKED) });
  const job = readJobRecords(ports, invite);
  const targets = await Promise.all(
    wanted.map((slackUserId) =>
      resolveColleague(ports, invite, by, { kind: 'member', slackUserId }, job).catch(refusing(slackUserId)),
    ),
  );
  return targets.map(({ name }, index) => ({ slackUserId: wanted[index] ?? '', name }));
}

/** Adds the colleague's id to a refusal, since names are not unique, and throws it. */
const refusing = (slackUserId: string) => (error: unknown) => {
  throw error instanceof Refusal ? new Refusal(error.code, { ...error.params, slackUserId }) : error;
};

async function insert(ports: Ports, relay: Relay): Promise<void> {
  try {
    await ports.relays.insert(relay);
  } catch (error) {
    if (error instanceof Duplicate) throw new Refusal('relay.running');
    throw error;
  }
}
