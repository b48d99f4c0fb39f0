import { expect } from '@jest/globals';
import { readMessageContent } from '../../src/domain/announcing/read-message-content.js';
import type { Invite, InviteStatus } from '../../src/domain/model/invite/invite.js';
import { INVITE_NEXT } from '../../src/domain/model/invite/transitions.js';
import { newsTo } from '../../src/domain/model/referral/news-to-tell.js';
import type { Referral, ReferralStatus } from '../../src/domain/model/referral/referral.js';
import { REFERRAL_NEXT } from '../../src/domain/model/referral/transitions.js';
import { type Count, TEAM } from '../../src/domain/model/tally/tally.js';
import type { MessageContent } from '../../src/domain/model/views/message-content.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { PEOPLE } from './populated-agency.js';
import { allInvites, allReferrals, type World } from './random-history-world.js';
import { outstanding } from './run-work.js';

/** Expects the invariants that hold at any time. */
export async function expectSound(world: World): Promise<void> {
  expectForwardOnly(world.seen.invites, INVITE_NEXT);
  expectForwardOnly(world.seen.referrals, REFERRAL_NEXT);
  const [invites, referrals] = await Promise.all([allInvites(world), allReferrals(world)]);
  expectOneSlot(referrals);
  for (const referral of referrals) expectHonestReferral(world, referral);
  for (const invite of invites) expectHonestInvite(world, invite);
  expect(await rebuildTallies(world.ports, 'T1', { write: false })).toEqual([]);
}

/** Expects the invariants that hold once nothing happens any more. */
export async function expectSettled(world: World): Promise<void> {
  await expectSound(world);
  const [invites, referrals] = await Promise.all([allInvites(world), allReferrals(world)]);
  expect(await outstanding(world.ports)).toEqual([]);
  expect((await world.ports.worklist.dead()).filter(({ work }) => work.job === 'receive-event')).toEqual([]);
  for (const referral of referrals) expectEnded(world, referral);
  for (const referral of referrals) expectTrueFailure(world, referral, invites);
  expect(invites.map(({ invitee }) => invitee.person.id)).not.toContain(PEOPLE.dora.id);
  for (const invite of invites) expectAgreed(world, invite, referrals);
  for (const invite of invites) await expectCard(world, invite);
  for (const referral of referrals) expectNews(world, referral);
  await expectCounted(world, referrals);
}

type Next = Readonly<Record<string, readonly string[]>>;

function expectForwardOnly(seen: readonly { id: string; revision: number; status: string }[], next: Next): void {
  for (const id of new Set(seen.map((one) => one.id))) {
    const path = seen.filter((one) => one.id === id).sort((a, b) => a.revision - b.revision);
    expect(new Set(path.map(({ revision }) => revision)).size).toBe(path.length);
    for (const [index, { status }] of path.entries()) {
      const before = path[index - 1]?.status ?? status;
      if (before !== status)
        expect({ before, may: next[before] }).toEqual({ before, may: expect.arrayContaining([status]) });
    }
  }
}

const RETURNED: readonly ReferralStatus[] = ['undone', 'failed'];

/** Expects that along a chain the job's slot belongs to the last referrer. */
function expectOneSlot(referrals: readonly Referral[]): void {
  const standing = referrals.filter(({ status }) => !RETURNED.includes(status));
  const taking = referrals.filter(({ takesSlot }) => takesSlot);
  expect(standing).toEqual(expect.arrayContaining(taking));
  expect(new Set(taking.map(({ job }) => job.id))).toEqual(new Set(standing.map(({ job }) => job.id)));
  expect(new Set(taking.map(({ job }) => job.id)).size).toBe(taking.length);
}

/** True where a referral failed without a known result on the marketplace. */
const unknown = ({ trouble }: Referral): boolean => trouble?.code === 'unreachable' || trouble?.code === 'not-shown';

function expectHonestReferral({ market, path }: World, referral: Referral): void {
  const effects = market.effects.filter(({ key }) => key === referral.id);
  expect(effects.length).toBeLessThanOrEqual(path === 'native' ? 1 : 0);
  if (referral.status === 'held' || referral.status === 'undone') expect(effects).toEqual([]);
  if (referral.status === 'failed' && !unknown(referral)) expect(effects).toEqual([]);
  if (path === 'native' && isOut(referral.status)) expect(effects).toHaveLength(1);
  if (path === 'handoff' && isOut(referral.status))
    expect(market.invitations.get(referral.externalInviteId)?.past).toContain('declined');
}

const isOut = (status: ReferralStatus): boolean =>
  ['forwarded', 'accepted', 'hired', 'declined', 'expired', 'withdrawn'].includes(status);

/** Expects that no card claims a confirmation that the marketplace did not give. */
function expectHonestInvite({ market }: World, { decision, externalId }: Invite): void {
  if (!decision?.confirmedAt) return;
  expect(market.invitations.get(externalId)?.past).toContain(decision.kind);
}

function expectEnded({ path }: World, { status }: Referral): void {
  expect(path === 'native' ? ['held', 'forwarding', 'awaiting-handoff'] : ['held', 'forwarding']).not.toContain(status);
}

/** Expects that no referral counts as failed that the marketplace carried out and reported. */
function expectTrueFailure({ market }: World, { id, status, to }: Referral, invites: readonly Invite[]): void {
  if (status !== 'failed') return;
  const done = market.effects.find(({ key }) => key === id);
  const received = [...market.invitations.values()].filter(
    ({ data }) => data.referral?.fromInvitationId === done?.externalId,
  );
  const told = received.filter(
    ({ data, past }) => past.length > 1 || invites.some((one) => one.externalId === data.id),
  );
  expect({ to: to.name, told: done ? told : [] }).toEqual({ to: to.name, told: [] });
}

/** Expects that an invite has the marketplace's status, or Baton's clock's where the marketplace reported none yet. */
function expectAgreed({ market, ports, path }: World, invite: Invite, referrals: readonly Referral[]): void {
  const { status, decision, externalId, history, trouble } = invite;
  const known = market.invitations.get(externalId);
  const past = known?.past ?? [];
  const late = known?.data.expiresAt !== undefined && known.data.expiresAt <= ports.clock.now();
  const referral = referrals.find(({ id }) => id === decision?.referralId);
  const waits = path === 'handoff' && past.at(-1) === 'open' && !decision?.confirmedAt;
  const agreed: Record<InviteStatus, boolean> = {
    open: past.at(-1) === 'open',
    accepted: past.includes('accepted') || waits,
    declined: past.includes('declined') || waits,
    withdrawn: past.includes('withdrawn'),
    archived: past.includes('archived'),
    expired: past.includes('expired') || (late && past.at(-1) === 'open'),
    referred: past.includes('declined') ? referral !== undefined && isOut(referral.status) : waits,
  };
  expect({ status, past, history, trouble, agreed: agreed[status] }).toMatchObject({ agreed: true });
}

/** Returns a content without parts that no card shows. */
const visible = (content: MessageContent | null) => {
  if (content?.kind !== 'invite-card') return content;
  const { invite, referral, ...rest } = content;
  const shown = invite.status === 'referred' ? referral : null;
  return {
    ...rest,
    invite: { ...invite, work: [], history: [], revision: 0 },
    referral: shown && { ...shown, work: [], told: [], counted: [] },
  };
};

/** Expects one card per reader, which shows the present state. */
async function expectCard({ ports }: World, invite: Invite): Promise<void> {
  const cards = await ports.messages.cardsOf('T1', invite.id);
  expect(cards.map(({ to }) => to)).toContain(invite.invitee.slackUserId ?? 'UADMIN');
  for (const card of cards) {
    const shown = ports.messenger.sent.filter(({ id }) => id === card.id);
    expect(shown).toHaveLength(1);
    expect(visible(shown[0]?.content ?? null)).toEqual(visible(await readMessageContent(ports, card)));
  }
}

function expectNews({ ports }: World, referral: Referral): void {
  const told = ports.messenger.sent.filter(({ id }) => id.startsWith(`news.${referral.id}.`));
  const ids = told.map(({ id }) => id);
  const direct = told.filter(({ content }) => content.kind === 'referral-news' && content.direct);
  expect(new Set(direct.map(({ channel }) => channel)).size).toBe(direct.length);
  const { from, chain, actedBy } = referral;
  const readers = [...new Set([from, ...chain, ...(actedBy ? [actedBy] : [])].map(({ slackUserId }) => slackUserId))];
  const idsOf = (events: readonly string[], reader: string) =>
    events.map((one) => `news.${referral.id}.${one}${reader === from.slackUserId ? '' : `.${reader}`}`);
  const due = readers.flatMap((reader) => idsOf(newsTo(referral, reader), reader));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(due));
  // what was told before it grew old stays told
  const happened = referral.history.map(({ what }) => what);
  expect(readers.flatMap((reader) => idsOf(happened, reader))).toEqual(expect.arrayContaining(ids));
}

/** True where the colleague has seen the invitation: everybody who answered has. */
const isSeen = ({ history }: Referral): boolean =>
  history.some(({ what }) => ['viewed', 'accepted', 'hired', 'declined'].includes(what));

/** Expects that the tallies follow from the referrals alone. */
async function expectCounted({ ports }: World, referrals: readonly Referral[]): Promise<void> {
  const many = (...statuses: ReferralStatus[]) => referrals.filter(({ status }) => statuses.includes(status)).length;
  const expected: Partial<Record<Count, number>> = {
    sent: referrals.length - many('undone'),
    undone: many('undone'),
    failed: many('failed'),
    forwarded: referrals.filter(({ status }) => isOut(status)).length,
    seen: referrals.filter(isSeen).length,
    accepted: many('accepted', 'hired'),
    hired: many('hired'),
    declined: many('declined'),
    expired: many('expired'),
    withdrawn: many('withdrawn'),
  };
  const [team] = await ports.tallies.of('T1', TEAM, ['all']);
  const zeros = Object.fromEntries(Object.keys(expected).map((count) => [count, 0]));
  expect({ ...zeros, ...team?.counts }).toEqual(expected);
}
