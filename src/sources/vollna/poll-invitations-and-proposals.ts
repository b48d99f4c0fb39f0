import { Postponed } from '../../domain/model/errors.js';
import type { MarketplaceEvent } from '../../domain/model/event/event.js';
import { readKnown, stateOfAccount, writeKnown } from '../known-records.js';
import { deliveryOf } from '../make-delivery.js';
import type { Delivery, Poll, PollState, Services } from '../source.js';
import { VollnaInvitation, VollnaProposal } from './api-types.js';
import { PAGE, readPage, takeTurn } from './call.js';
import type { VollnaConfig } from './connection-config.js';
import { nameOf, statusIn, toInvitation, toProposalEvents } from './map-records.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds between two polls: Vollna allows five calls a minute, and a poll makes at most two. */
const EVERY = 3 * MINUTE_MS;

/** The time until the next page is read, in milliseconds. */
const NEXT_PAGE_AFTER = MINUTE_MS / 2;

/**
 * Milliseconds of age beyond which the first poll skips an invitation, whatever its status: nobody answers it any more.
 */
const HISTORY_MS = 30 * DAY_MS;

/** Milliseconds before the last poll from which records are read again. */
const OVERLAP_MS = 2 * DAY_MS;

/** The most pages that are read to catch up; after a longer absence only the newest records are read. */
const MOST_PAGES = 20;

/** The most organizations whose proposals are read in turn. */
const MOST_ORGANIZATIONS = 10;

/**
 * Polls Vollna's API: one page of invitations, the newest first, and, when no page is left to catch up on, the newest
 * proposals of one organization. If a rate limit delays the proposals, the invitations are still returned. The first
 * poll brings the open invitations of the last 30 days only.
 */
export const pollInvitationsAndProposals: Poll<VollnaConfig> = async ({ config }, services, before, now) => {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (!config.apiToken) return { deliveries: [], state: before, againAt: after(DAY_MS) };
  const state = stateOfAccount(before, config.apiToken, isAboutRecords);
  const { deliveries, next } = await pollInvitations(services, config, state, now);
  if (next.page !== undefined) return { deliveries, state: next, againAt: after(NEXT_PAGE_AFTER) };
  const proposals = await pollProposals(services, config, next, now).catch(nullIfPostponed);
  if (!proposals) return { deliveries, state: next, againAt: after(MINUTE_MS) };
  return { deliveries: [...deliveries, ...proposals.deliveries], state: proposals.next, againAt: after(EVERY) };
};

const PROPOSALS = 'proposals-';

/** Tells whether a field of the state is about known records. */
const isAboutRecords = (field: string): boolean => field === 'invitations' || field.startsWith(PROPOSALS);

function nullIfPostponed(error: unknown): null {
  if (error instanceof Postponed) return null;
  throw error;
}

/** The result of polling one list, and the state of polling after it. */
interface Step {
  readonly deliveries: readonly Delivery[];
  readonly next: PollState;
}

async function pollInvitations(services: Services, config: VollnaConfig, state: PollState, now: Date): Promise<Step> {
  const page = Number(state.page ?? 1);
  await takeTurn(services, config);
  const { records } = await readPage(services, config, VollnaInvitation, {
    path: '/invitations',
    sort: 'invitedAt',
    page,
  });
  const since = state.heard === undefined ? now.getTime() - HISTORY_MS : Number(state.heard) - OVERLAP_MS;
  const isBehind = records.length >= PAGE && page < MOST_PAGES && records.every((record) => savedAt(record) >= since);
  const deliveries = newsIn(records, state, since, now).map((event) => deliveryOf([event]));
  return { deliveries, next: stateAfter(records, state, isBehind ? page + 1 : undefined, now) };
}

function newsIn(records: readonly VollnaInvitation[], state: PollState, since: number, now: Date): MarketplaceEvent[] {
  const known = readKnown(state.invitations);
  return records.flatMap((record) => {
    const invitation = toInvitation(record, now);
    if (!invitation) return [];
    const seen = known.compare(invitation.id, invitation.status);
    const isFirst = state.heard === undefined;
    const at = savedAt(record);
    const isNews = seen === 'changed' || (seen === 'new' && (at >= since || (at === 0 && !isFirst)));
    return isNews && !(isFirst && invitation.status !== 'open' && seen !== 'changed')
      ? [{ type: 'invitation.created', data: invitation }]
      : [];
  });
}

/**
 * Returns the time at which Vollna learned of an invitation; 0 where the record has none, which only the first poll
 * skips as too old.
 */
const savedAt = ({ invitedAt, createdAt }: VollnaInvitation): number =>
  Math.max(invitedAt?.getTime() ?? 0, createdAt?.getTime() ?? 0);

/**
 * Returns the state after a poll. While pages are left to catch up on, `heard` stays; then it becomes the time of the
 * first page.
 */
function stateAfter(
  records: readonly VollnaInvitation[],
  { page, ...before }: PollState,
  nextPage: number | undefined,
  now: Date,
): PollState {
  const isNewest = page === undefined;
  const begun = isNewest ? now.getTime() : Number(before.begun);
  const organizations = [...listIn(before.organizations), ...records.flatMap(organizationOf)];
  return {
    ...before,
    begun,
    organizations: [...new Set(organizations)].slice(0, MOST_ORGANIZATIONS).join(' '),
    ...(isNewest && {
      invitations: writeKnown(
        records.map((record) => [nameOf(record) ?? '', statusIn(record)]),
        before.invitations,
      ),
    }),
    ...(nextPage === undefined ? { heard: begun } : { page: nextPage }),
  };
}

const listIn = (state: string | number | undefined): string[] =>
  String(state ?? '')
    .split(' ')
    .filter(Boolean);
const organizationOf = ({ upworkOrganization: of }: VollnaInvitation): string[] =>
  of?.id && /^[\w-]{1,40}$/.test(of.id) ? [of.id] : [];

/**
 * Reads the newest proposals. Those of the first poll are skipped: the invites that they answered are not known either.
 */
async function pollProposals(services: Services, config: VollnaConfig, state: PollState, now: Date): Promise<Step> {
  const organizations = listIn(state.organizations);
  const turn = Number(state.turn ?? 0) % Math.max(1, organizations.length);
  const organizationId = organizations[turn];
  if (organizationId === undefined) return { deliveries: [], next: state };
  await takeTurn(services, config);
  const { records } = await readPage(services, config, VollnaProposal, {
    path: '/proposals',
    sort: 'submittedAt',
    organizationId,
  });
  const answers = records.map((record) => toProposalEvents(record, now)).filter((events) => events.length > 0);
  const name = `${PROPOSALS}${organizationId}`;
  const known = readKnown(state[name]);
  const isKnown = (events: readonly MarketplaceEvent[]) =>
    // an earlier release noted the number of steps
    [stepsOf(events), events.length].some((seen) => known.compare(proposalOf(events), seen) === 'same');
  const news = answers.filter((events) => !isKnown(events));
  return {
    deliveries: state[name] === undefined ? [] : news.map(deliveryOf),
    next: {
      ...state,
      turn: turn + 1,
      [name]: writeKnown(
        answers.map((events) => [proposalOf(events), stepsOf(events)]),
        state[name],
      ),
    },
  };
}

const proposalOf = ([first]: readonly MarketplaceEvent[]): string => first?.data.id ?? '';

/** Returns the statuses of a proposal. Their number does not show a hire, which takes the place of `archived`. */
const stepsOf = (events: readonly MarketplaceEvent[]): unknown[] =>
  events.map((event) => event.type === 'proposal.status_changed' && event.data.status);
