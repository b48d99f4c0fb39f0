import type { Invitation } from '../../domain/model/event/event.js';
import { readKnown, stateOfAccount, writeKnown } from '../known-records.js';
import { deliveryOf } from '../make-delivery.js';
import type { Poll, PollState } from '../source.js';
import { PAGE, readPage, STATUSES } from './call.js';
import type { GetmanyConfig } from './connection-config.js';
import { toInvitation } from './map-records.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds between two polls while there is news. */
const EVERY = 2 * MINUTE_MS;

/**
 * The longest pause between two polls, in milliseconds: after the second round without news the pause grows with each
 * round.
 */
const SELDOM = 10 * MINUTE_MS;

/** The time until the next page is read, in milliseconds. */
const NEXT_PAGE_AFTER = 10_000;

/** Milliseconds of age beyond which a pending invitation is skipped: nobody answers it any more. */
const HISTORY_MS = 30 * DAY_MS;

/** Milliseconds before the last round beyond which an answered invitation that was never seen pending is skipped. */
const OVERLAP_MS = 2 * DAY_MS;

/** The most pages of one list, so that an endless cursor ends there. */
const MOST_PAGES = 20;

/**
 * The most pending invitations that are remembered: as many as a round reads. They have a list of their own, since each
 * of them may be answered some day, while agencies have thousands of answered ones.
 */
const MOST_PENDING = MOST_PAGES * PAGE;

/** The longest cursor that is kept, in characters. */
const LONGEST_CURSOR = 2000;

/**
 * Polls Getmany: first the pages of pending invitations, then of accepted and of declined ones, each page in a poll of
 * its own, and pauses after the last. The first round brings pending invitations that are no older than 30 days.
 */
export const pollInvitations: Poll<GetmanyConfig> = async ({ id, config }, services, before, now) => {
  const state = stateOfAccount(before, config.apiToken, (field) => field === 'pending' || field === 'known');
  const at = Number(state.list ?? 0) % STATUSES.length;
  const status = STATUSES[at] ?? 'pending';
  const cursor = state.cursor === undefined ? undefined : String(state.cursor);
  const { records, next } = await readPage(services, config, `poll:${id}`, { status, cursor });
  const found = records.flatMap((record): Found[] => {
    const invitation = toInvitation(record, now);
    return invitation ? [{ invitation, at: record.invite?.createdAt?.getTime() ?? 0 }] : [];
  });
  const news = newsIn(found, state, now);
  const after = stateAfter(state, { at, next, cursor, found, news: news.length }, now);
  const isOver = after.list === 0 && after.cursor === undefined;
  const wait = isOver ? Math.min(EVERY * Math.max(1, Number(after.quiet)), SELDOM) : NEXT_PAGE_AFTER;
  return {
    deliveries: news.map(({ invitation: data }) => deliveryOf([{ type: 'invitation.created', data }])),
    state: after,
    againAt: new Date(now.getTime() + wait),
  };
};

/** An invitation with its creation time; 0 where the record has none, which only the first round skips as too old. */
interface Found {
  readonly invitation: Invitation;
  readonly at: number;
}

const isPending = ({ invitation }: Found): boolean => invitation.status === 'open';

/** Returns the pending invitations that are known; a state of an earlier release has one list of all. */
const pendingIn = ({ pending, known }: PollState) => pending ?? known;

function newsIn(found: readonly Found[], state: PollState, now: Date): Found[] {
  const pending = readKnown(pendingIn(state));
  const answered = readKnown(state.known);
  const isFirst = state.heard === undefined;
  const isRecent = (at: number, since: number) => at >= since || (at === 0 && !isFirst);
  return found.filter((one) => {
    const { id, status } = one.invitation;
    const wasPending = pending.compare(id, status);
    if (isPending(one))
      return wasPending === 'changed' || (wasPending === 'new' && isRecent(one.at, now.getTime() - HISTORY_MS));
    const was = wasPending === 'changed' ? wasPending : answered.compare(id, status);
    // what was pending when the first round began may have been answered before it reads the other lists
    return was === 'changed' || (was === 'new' && !isFirst && isRecent(one.at, Number(state.heard) - OVERLAP_MS));
  });
}

interface Page {
  readonly at: number;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly found: readonly Found[];
  readonly news: number;
}

/**
 * Returns the state after a poll. A round reads the lists one after another; `heard` is the time at which the last
 * complete round began.
 */
function stateAfter(state: PollState, { at, cursor, next, found, news }: Page, now: Date): PollState {
  const { cursor: _, ...before } = state;
  const page = cursor === undefined ? 1 : Number(state.page ?? 1) + 1;
  const isMore = next !== undefined && next !== cursor && next.length <= LONGEST_CURSOR && page < MOST_PAGES;
  const list = isMore ? at : (at + 1) % STATUSES.length;
  const begun = at === 0 && cursor === undefined ? now.getTime() : Number(state.begun ?? now.getTime());
  const sofar = (at === 0 && cursor === undefined ? 0 : Number(state.news ?? 0)) + news;
  const pending = found.filter(isPending);
  const answered = found.filter((one) => !isPending(one));
  return {
    ...before,
    list,
    page,
    begun,
    news: sofar,
    pending: writeKnown(pending.map(entryOf), pendingIn(state), { most: MOST_PENDING, without: answered.map(idOf) }),
    known: writeKnown(answered.map(entryOf), state.known, { without: pending.map(idOf) }),
    ...(isMore && { cursor: next }),
    ...(!isMore && list === 0 && { heard: begun, quiet: sofar > 0 ? 0 : Number(state.quiet ?? 0) + 1 }),
  };
}

const idOf = ({ invitation: { id } }: Found): string => id;
const entryOf = ({ invitation: { id, status } }: Found) => [id, status] as const;
