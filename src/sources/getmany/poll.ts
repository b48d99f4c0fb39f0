import type { Invitation } from '../../domain/model/event/event.js';
import { readKnown, writeKnown } from '../known-records.js';
import { deliveryOf } from '../make-delivery.js';
import type { Poll, PollState } from '../source.js';
import { readPage, STATUSES } from './call.js';
import type { GetmanyConfig } from './connection-config.js';
import { toInvitation } from './map-records.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The time between two polls while there is news, in milliseconds. */
const EVERY = 2 * MINUTE;

/** From the second round without news the time grows by itself again with each round, up to this. */
const SELDOM = 10 * MINUTE;

/** The time until the next page is read, in milliseconds. */
const NEXT_PAGE_AFTER = 10_000;

/** At the first poll, older invitations are history, whatever their status: nobody answers them any more. */
const HISTORY = 30 * DAY;

/** Records that are older than the last poll by no more than this are read again. */
const OVERLAP = 2 * DAY;

/** The most pages of one list; a cursor that leads nowhere ends there. */
const MOST_PAGES = 20;

/** The longest cursor that is kept, in characters. */
const LONGEST_CURSOR = 2000;

/**
 * Polls Getmany: a page of what is pending, then of what was accepted, then of what was declined, each page a poll of its
 * own; after the last page it rests. The first round brings what is pending and no older than 30 days.
 */
export const pollGetmany: Poll<GetmanyConfig> = async ({ id, config }, services, state, now) => {
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

/** An invitation, and when it was made; 0 where the record does not say, which is history in the first round only. */
interface Found {
  readonly invitation: Invitation;
  readonly at: number;
}

function newsIn(found: readonly Found[], state: PollState, now: Date): Found[] {
  const known = readKnown(state.known);
  const isFirst = state.heard === undefined;
  const since = isFirst ? now.getTime() - HISTORY : Number(state.heard) - OVERLAP;
  return found.filter(({ invitation: { id, status }, at }) => {
    const seen = known.compare(id, status);
    // what was pending when the first round began may have been answered before it reads the other lists
    if (isFirst && status !== 'open') return seen === 'changed';
    return seen === 'changed' || (seen === 'new' && (at >= since || (at === 0 && !isFirst)));
  });
}

interface Page {
  readonly at: number;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly found: readonly Found[];
  readonly news: number;
}

/** A round goes through the lists one after another, and `heard` is the time at which the last whole round began. */
function stateAfter(state: PollState, { at, cursor, next, found, news }: Page, now: Date): PollState {
  const { cursor: _, ...before } = state;
  const page = cursor === undefined ? 1 : Number(state.page ?? 1) + 1;
  const isMore = next !== undefined && next !== cursor && next.length <= LONGEST_CURSOR && page < MOST_PAGES;
  const list = isMore ? at : (at + 1) % STATUSES.length;
  const begun = at === 0 && cursor === undefined ? now.getTime() : Number(state.begun ?? now.getTime());
  const sofar = (at === 0 && cursor === undefined ? 0 : Number(state.news ?? 0)) + news;
  return {
    ...before,
    list,
    page,
    begun,
    news: sofar,
    known: writeKnown(
      found.map(({ invitation: { id, status } }) => [id, status]),
      state.known,
    ),
    ...(isMore && { cursor: next }),
    ...(!isMore && list === 0 && { heard: begun, quiet: sofar > 0 ? 0 : Number(state.quiet ?? 0) + 1 }),
  };
}
