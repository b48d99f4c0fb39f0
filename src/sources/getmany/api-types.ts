import { z } from 'zod';
import { dollars, id, instant, record, text, words } from '../lenient-fields.js';

/**
 * Getmany's wire formats, from its documentation (docs.getmany.com, read in November 2026). Every field may be missing:
 * what a record cannot do without is checked in `map-records.ts`.
 */

/** A record of `GET /v1/agency/invitations`. */
export const GetmanyInvitation = z.object({
  invite: record({
    uid: id,
    createdAt: instant,
    /** `PENDING`, `ACCEPTED`, `DECLINED`: upper case here, lower case in the query. */
    status: text,
    /** The decision, such as `DECLINED`. */
    result: text,
    letter: words,
    title: words,
  }),
  freelancer: record({ uid: id, name: words }),
  job: record({ uid: id, title: words, url: text }),
  client: record({ country: words, totalSpent: dollars, timezone: text }),
});
export type GetmanyInvitation = z.output<typeof GetmanyInvitation>;

/** The cursor of the next page: a text, or the number of a page. */
const cursor = z.union([z.int().nonnegative().transform(String), text]).catch(undefined);

/**
 * A page of the list. The query takes a `pageCursor`, but where an answer has the next one is not documented: it is
 * read from each of the usual places.
 */
export const GetmanyPage = z
  .object({
    data: z.array(z.unknown()),
    pageCursor: cursor,
    nextPageCursor: cursor,
    nextCursor: cursor,
    pagination: record({ pageCursor: cursor, nextPageCursor: cursor, nextCursor: cursor }),
    meta: record({ pageCursor: cursor, nextPageCursor: cursor, nextCursor: cursor }),
  })
  .transform(({ data, pagination, meta, ...page }) => ({
    data,
    next: [page, pagination, meta].flatMap((at) => at?.nextPageCursor ?? at?.nextCursor ?? at?.pageCursor ?? [])[0],
  }));

/**
 * The webhook `proposal.accepted`. The documentation does not say whether it comes bare, as in the event catalogue, or
 * wrapped with its type: both forms are read.
 */
export const GetmanyProposal = z.object({
  proposal: record({ uid: id, status: text }),
  job: record({ slug: id, title: words }),
  freelancer: record({ uid: id, slug: id, name: words }),
});
export type GetmanyProposal = z.output<typeof GetmanyProposal>;

/** The wrapper of a webhook; the type and the content stand in one of the usual fields. */
export const GetmanyWebhook = z.object({
  type: text,
  event: text,
  eventType: text,
  data: z.unknown().optional(),
  payload: z.unknown().optional(),
});
