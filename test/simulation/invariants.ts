import { readMessageContent } from '../../src/domain/announcing/read-message-content.js';
import type { Invite, InviteStatus } from '../../src/domain/model/invite/invite.js';
import { MESSAGE_IDS } from '../../src/domain/model/message/message-ids.js';
import { type NewsEvent, newsOf, QUIET_NEWS } from '../../src/domain/model/referral/news-to-tell.js';
import type { Referral, ReferralStatus } from '../../src/domain/model/referral/referral.js';
import { overtakenBy, type Relay } from '../../src/domain/model/relay/relay.js';
import { type Count, TEAM } from '../../src/domain/model/tally/tally.js';
import type { MessageContent } from '../../src/domain/model/views/message-content.js';
import type { Ports } from '../../src/domain/ports.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { createSources } from '../../src/sources/create-sources.js';
import type { MarketModel } from '../support/market-model.js';
import type { Click } from './perform-step.js';
import { TENANTS, type World } from './world.js';

/** One tenant's state when nothing happens any more. */
interface End {
  readonly tenantId: string;
  readonly market: MarketModel;
  readonly invites: readonly Invite[];
  readonly referrals: readonly Referral[];
  readonly relays: readonly Relay[];
}

/**
 * Checks what holds of the whole once nothing happens any more.
 * @returns what does not hold, as sentences; the first words name the promise
 */
export async function violations(world: World, clicks: readonly Click[]): Promise<string[]> {
  const found = world.legality.broken.map((one) => `never backwards: ${one}`);
  found.push(...leftOver(world));
  for (const tenantId of TENANTS) {
    const end = endOf(world, tenantId);
    found.push(...decisions(world, end), ...slots(end), ...referralsAgree(end), ...invitesAgree(world, end));
    found.push(...clicksCount(end, clicks), ...inTheirTime(end));
    found.push(...(await cards(world, end)), ...news(world, end), ...(await asks(world, end)));
    found.push(...(await tallies(world, end)));
  }
  return found;
}

function endOf({ store: { tables }, markets }: World, tenantId: string): End {
  const ours = <Doc extends { tenantId: string }>(table: Map<string, Doc>) =>
    [...table.values()].filter((one) => one.tenantId === tenantId);
  const market = markets[tenantId] as MarketModel;
  return {
    tenantId,
    market,
    invites: ours(tables.invite),
    referrals: ours(tables.referral),
    relays: ours(tables.relay),
  };
}

/** No work is left, and no document waits in a state that none of its work brings to an end. */
function leftOver({ store: { tables } }: World): string[] {
  const docs = [
    tables.event,
    tables.invite,
    tables.referral,
    tables.message,
    tables.relay,
    tables.member,
    tables.connection,
  ];
  const work = docs.flatMap((table) =>
    [...table.values()].flatMap((doc) => doc.work.map((item) => ({ id: doc.id, item }))),
  );
  const left = work.map(
    ({ id, item }) => `work left: ${item.job} on ${id}${item.dead ? ` is a dead letter: ${item.error}` : ''}`,
  );
  const stuck = [...tables.referral.values()]
    .filter(({ status }) => ['held', 'forwarding', 'awaiting-handoff'].includes(status))
    .map(({ id, status }) => `no end: referral ${id} is ${status} for ever`);
  const asking = [...tables.relay.values()]
    .filter(({ status }) => status === 'asking')
    .map(({ id }) => `no end: relay ${id} asks for ever`);
  const unsent = [...tables.invite.values()]
    .filter(({ status, decision }) => ['accepted', 'declined'].includes(status) && decision && !decision.confirmedAt)
    .map(({ id }) => `no end: the decision on invite ${id} was never confirmed`);
  return [...left, ...stuck, ...asking, ...unsent];
}

/** Each decision took effect over there once at most, and is one of ours. */
function decisions({ legality }: World, { market, referrals }: End): string[] {
  const keys = market.effects.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  const perInvitation = market.effects.map(({ externalId }) => externalId);
  const decided = perInvitation.filter((id, index) => perInvitation.indexOf(id) !== index);
  const isOurs = (key: string) => legality.decisions.has(key) || referrals.some(({ id }) => id === key);
  const strange = market.effects.filter(({ key }) => !isOurs(key));
  return [
    ...twice.map((key) => `once over there: ${key} took effect twice`),
    ...decided.map((id) => `once over there: invitation ${id} was decided twice`),
    ...strange.map(({ kind, externalId }) => `once over there: somebody else's ${kind} took effect on ${externalId}`),
  ];
}

const RETURNED: readonly ReferralStatus[] = ['undone', 'failed'];

/** A job's one referral belongs to whoever passed it on last. */
function slots({ referrals }: End): string[] {
  const taking = referrals.filter(({ takesSlot }) => takesSlot);
  const jobs = (some: readonly Referral[]) => [...new Set(some.map(({ job }) => job.id))].sort();
  const standing = jobs(referrals.filter(({ status }) => !RETURNED.includes(status)));
  const found = taking
    .filter(({ status }) => RETURNED.includes(status))
    .map(({ id }) => `slots: ${id} takes one for nothing`);
  if (taking.length !== jobs(taking).length) found.push('slots: a job has two referrals at once');
  if (jobs(taking).join() !== standing.join()) found.push(`slots: taken ${jobs(taking)}, standing ${standing}`);
  return found;
}

const isOut = (status: ReferralStatus): boolean =>
  ['forwarded', 'accepted', 'hired', 'declined', 'expired', 'withdrawn'].includes(status);

/** Its trouble says that nobody knows whether the marketplace did it. */
const isUnknown = ({ trouble }: Referral): boolean => trouble?.code === 'unreachable' || trouble?.code === 'not-shown';

/** A referral is out where the marketplace has it, and only there. */
function referralsAgree({ market, referrals }: End): string[] {
  return referrals.flatMap((referral) => {
    const { id, status } = referral;
    const effects = market.effects.filter(({ key }) => key === id).length;
    const isWrong =
      ((status === 'held' || status === 'undone') && effects > 0) ||
      (status === 'failed' && !isUnknown(referral) && effects > 0) ||
      (isOut(status) && effects !== 1);
    return isWrong ? [`referrals agree: ${id} is ${status}, with ${effects} effects over there`] : [];
  });
}

/** An invite is what the marketplace says, or what the clock says where the marketplace has not yet. */
function invitesAgree({ time }: World, { market, invites, referrals }: End): string[] {
  return invites.flatMap((invite) => {
    const { status, decision, externalId } = invite;
    const over = market.invitations.get(externalId);
    const past = over?.past ?? [];
    const isLate = over?.data.expiresAt !== undefined && over.data.expiresAt.getTime() <= time.now();
    const referral = referrals.find(({ id }) => id === decision?.referralId);
    const agreed: Record<InviteStatus, boolean> = {
      open: past.at(-1) === 'open' && !isLate,
      accepted: past.includes('accepted'),
      declined: past.includes('declined'),
      withdrawn: past.includes('withdrawn'),
      archived: past.includes('archived'),
      expired: past.includes('expired') || (isLate && past.at(-1) === 'open'),
      referred: past.includes('declined') && referral !== undefined && isOut(referral.status),
    };
    const referred = market.effects.find(({ kind, externalId: id }) => kind === 'refer' && id === externalId);
    const told = referred && !past.includes('accepted') && status !== 'referred' && !isGivenUp(referrals, referred.key);
    return [
      ...(agreed[status] ? [] : [`invites agree: ${externalId} is ${status}, over there ${past.join(', ')}`]),
      ...(told ? [`invites agree: ${externalId} was referred over there, and is ${status}`] : []),
      ...(decision?.confirmedAt && !past.includes(decision.kind as InviteStatus & 'accepted')
        ? [`invites agree: ${externalId} claims a confirmed ${decision.kind}`]
        : []),
    ];
  });
}

const isGivenUp = (referrals: readonly Referral[], key: string): boolean =>
  referrals.some((one) => one.id === key && isUnknown(one));

/** Checks that a decision which a member was told of is carried out, or that the invite's history says why not. */
function clicksCount({ tenantId, market, invites, referrals }: End, clicks: readonly Click[]): string[] {
  const mine = clicks.filter((click) => click.tenantId === tenantId && click.answer === 'done' && click.key);
  return mine.flatMap(({ what, inviteId, key = '' }) => {
    if (market.effects.some((effect) => effect.key === key)) return [];
    const referral = referrals.find(({ id }) => id === key);
    const history = (referral ?? invites.find(({ id }) => id === inviteId))?.history.map((line) => line.what) ?? [];
    const reasons = [
      'refused',
      'given-up',
      'undone',
      'failed',
      'accepted',
      'declined',
      'withdrawn',
      'archived',
      'expired',
    ];
    const isTold = history.some((line, index) => index > 0 && reasons.includes(line));
    return isTold ? [] : [`no click lost: ${what} on ${inviteId} was answered as done, and nothing came of it`];
  });
}

/** Milliseconds by which processes may read the database's clock wrongly. */
const CLOCK_MS = 500;

/** Nothing goes out while it can be undone, and nothing expires before its time. */
function inTheirTime({ referrals, market, invites }: End): string[] {
  const early = market.effects.filter(({ key, at }) => {
    const referral = referrals.find(({ id }) => id === key);
    return referral !== undefined && at.getTime() < referral.releaseAt.getTime() - CLOCK_MS;
  });
  const tooSoon = invites.filter(({ expiresAt, history }) => {
    const expired = history.find(({ what, who }) => what === 'expired' && who === 'clock');
    return expired && expiresAt && expired.at.getTime() < expiresAt.getTime() - CLOCK_MS;
  });
  return [
    ...early.map(({ key }) => `in its time: ${key} went out in its undo window`),
    ...tooSoon.map(({ externalId }) => `in its time: ${externalId} expired too soon`),
  ];
}

const UNSHOWN: readonly string[] = ['work', 'history', 'revision', 'told', 'counted'];

/** Returns the visible part of a content as text. */
function visible(content: unknown): string {
  return JSON.stringify(content, (key, value: unknown) => {
    if (UNSHOWN.includes(key)) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * A referral shows on the card of an invite that is referred alone. Who fits best follows from what is counted, and no card
 * is edited for a count.
 */
const shownOf = (content: MessageContent | null): string => {
  if (content?.kind !== 'invite-card') return visible(content);
  const { best: _, ...shown } = content;
  return visible({ ...shown, referral: content.invite.status === 'referred' ? content.referral : null });
};

/** The ports through which the observer reads. Nothing else is asked for. */
const reading = ({ stored, time, slack }: World, market: MarketModel): Ports => ({
  ...stored,
  atomically: (change) => change(),
  sources: createSources(),
  marketplace: market,
  messenger: slack,
  directory: { async *list() {} },
  clock: { now: () => new Date(time.now()) },
  log: { info: () => {}, warn: () => {}, error: () => {} },
});

/** One card for each reader of each invite, and it shows the truth. */
async function cards(world: World, { tenantId, market, invites }: End): Promise<string[]> {
  const found: string[] = [];
  for (const { id, externalId, invitee } of invites) {
    const wanted = await world.stored.messages.cardsOf(tenantId, id);
    const reader = invitee.slackUserId ?? 'UADMIN';
    if (!wanted.some(({ to }) => to === reader)) found.push(`one card: ${reader} has none of ${externalId}`);
    for (const card of wanted) {
      const shown = world.slack.sent.filter((one) => one.tenantId === tenantId && one.id === card.id && !one.deleted);
      if (shown.length !== 1) found.push(`one card: ${card.to} has ${shown.length} of ${externalId}`);
      const truth = shownOf(await readMessageContent(reading(world, market), card));
      if (shown.some(({ content }) => shownOf(content) !== truth))
        found.push(`no stale card: ${card.to}'s card of ${externalId} does not show how it is`);
    }
  }
  return found;
}

/** Each referrer heard what came of their referral, each step once; a card that came later showed a quiet step by itself. */
function news(world: World, { tenantId, referrals }: End): string[] {
  return referrals.flatMap((referral) => {
    const told = world.slack.sent
      .filter((one) => one.tenantId === tenantId && !one.deleted && one.id.startsWith(`news.${referral.id}.`))
      .map(({ id }) => id);
    const direct = world.slack.sent.filter(
      ({ content, deleted, ...one }) =>
        one.tenantId === tenantId &&
        !deleted &&
        content.kind === 'referral-news' &&
        content.direct &&
        content.referral.id === referral.id &&
        !content.earlier,
    );
    const missing = newsOf(referral).filter(
      (event) => !told.includes(`news.${referral.id}.${event}`) && !isOnLaterCard(world, referral, event),
    );
    return [
      ...missing.map((event) => `news: nobody heard that ${referral.id} is ${event}`),
      ...(direct.length > 1 ? [`news: ${direct.length} direct messages about ${referral.id}`] : []),
      ...(new Set(told).size === told.length ? [] : [`news: a step of ${referral.id} was told twice`]),
    ];
  });
}

/** Tells whether a step that nobody gets a direct message about was taken before its card was posted, and stands there. */
function isOnLaterCard({ slack }: World, { tenantId, inviteId, from, history }: Referral, event: NewsEvent): boolean {
  const card = slack.sent.find(
    (one) => one.tenantId === tenantId && one.id === MESSAGE_IDS.card(inviteId, from.slackUserId),
  );
  const step = history.find(({ what }) => what === event);
  return !!card && !!step && QUIET_NEWS.includes(event) && step.at < card.postedAt;
}

/** The question and its end. What becomes of the invite afterwards is not the colleague's. */
const askOf = (content: MessageContent | null): string =>
  visible(content?.kind === 'relay-ask' ? content.relay : content);

/** Each asked colleague sees how the asking ended, and so does the asker. */
async function asks(world: World, { tenantId, market, relays }: End): Promise<string[]> {
  const found: string[] = [];
  for (const relay of relays) {
    const { id, status, from, asks: asked } = relay;
    const sent = world.slack.sent.filter((one) => one.tenantId === tenantId && !one.deleted);
    const told = sent.filter((one) => one.id === `relay-news.${id}.${status}.${from.slackUserId}`).length;
    const knows = status === 'overtaken' && overtakenBy(relay) === from.slackUserId;
    if (status !== 'asking' && told !== (knows ? 0 : 1))
      found.push(`asks: the asker heard ${told} times that ${id} is ${status}`);
    for (const { slackUserId, until } of asked) {
      const messageId = `relay-ask.${id}.asked.${slackUserId}`;
      const shown = sent.filter((one) => one.id === messageId);
      if (shown.length > (until ? 1 : 0)) found.push(`asks: ${slackUserId} was asked ${shown.length} times by ${id}`);
      const message = await world.stored.messages.get({ tenantId, id: messageId });
      const truth = message && askOf(await readMessageContent(reading(world, market), message));
      if (shown.some(({ content }) => askOf(content) !== truth))
        found.push(`asks: ${slackUserId} sees an old state of ${id}`);
    }
  }
  return found;
}

const isSeen = ({ history }: Referral): boolean =>
  history.some(({ what }) => ['viewed', 'accepted', 'hired', 'declined'].includes(what));

/** The tallies are the sums of the ledger, and follow from the referrals alone. */
async function tallies(world: World, { tenantId, market, referrals }: End): Promise<string[]> {
  const differences = await rebuildTallies(reading(world, market), tenantId, { write: false });
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
  const [team] = await world.stored.tallies.of(tenantId, TEAM, ['all']);
  const counts = (Object.keys(expected) as Count[]).filter((count) => (team?.counts[count] ?? 0) !== expected[count]);
  return [
    ...differences.map(
      ({ member, count, is, shouldBe }) => `tallies: ${count} of ${member} is ${is}, by the ledger ${shouldBe}`,
    ),
    ...counts.map((count) => `tallies: ${count} is ${team?.counts[count] ?? 0}, by the referrals ${expected[count]}`),
  ];
}
