import { describe, expect, test } from '@jest/globals';
import { Response } from 'undici';
import { Postponed, TokenRefused } from '../../../../src/domain/model/errors.js';
import type { Delivery } from '../../../../src/domain/ports.js';
import { BadWebhook } from '../../../../src/sources/bad-webhook.js';
import { GetmanyInvitation } from '../../../../src/sources/getmany/api-types.js';
import { toInvitation } from '../../../../src/sources/getmany/map-records.js';
import { getmany } from '../../../../src/sources/getmany/source.js';
import type { Fetch } from '../../../../src/sources/http/guarded-fetch.js';
import type { PollState, Services } from '../../../../src/sources/source.js';
import { signWebhook } from '../../../../src/sources/webhook-signature.js';
import { acceptedBody, inviteRecord } from './samples.js';

const start = new Date('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const config = getmany.setUp.configure({ apiToken: 'token-of-getmany', webhookSecret: SECRET }, undefined);
const connection = { id: 'c1', tenantId: 'T1', connectedAt: start, config };

describe('an invitation of Getmany', () => {
  const mapped = (changes = {}, invite = {}) =>
    toInvitation(GetmanyInvitation.parse(inviteRecord(changes, invite)), start);

  test('has Upwork’s own names, so that other sources tell of the same one', () => {
    expect(mapped()).toEqual({
      id: '1955676881223622657',
      status: 'open',
      invitedAt: new Date('2026-03-01T09:30:00.077Z'),
      letter: 'Hello Ana, your work on payments is what we look for.',
      job: {
        id: 'upwork:1955676437925687781',
        title: 'Payment service for a bakery',
        url: 'https://www.upwork.com/jobs/~021955676437925687781',
        skills: [],
      },
      client: { country: 'PT', timeZone: 'Europe/Lisbon', totalSpent: 4717.25 },
      freelancer: { id: 'upwork:669484786717323264', name: 'Ana Silva' },
      url: 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
      keys: ['upwork:invitation:1955676881223622657'],
    });
  });

  test.each([
    [{ status: 'PENDING' }, 'open'],
    [{ status: 'pending' }, 'open'],
    [{ status: 'PENDING', result: 'DECLINED' }, 'open'],
    [{ status: 'AWAITING_RESPONSE', result: 'DECLINED' }, 'open'],
    [{ status: 'ACCEPTED' }, 'accepted'],
    [{ status: 'declined' }, 'declined'],
    [{ status: 'DONE', result: 'DECLINED' }, 'declined'],
    [{ status: 'WITHDRAWN' }, 'withdrawn'],
    [{ status: 'EXPIRED' }, 'expired'],
    [{ status: 'NEW_WORD' }, 'open'],
    [{ status: 7, result: {} }, 'open'],
  ])('with %j is %s', (invite, status) => expect(mapped({}, invite)?.status).toBe(status));

  test('was read from a page: what it says is plain text', () => {
    const escaped = mapped(
      {
        job: { title: 'R&amp;D' },
        freelancer: { name: 'O&#39;Brien' },
        client: { country: 'C&ocirc;te d&#39;Ivoire' },
      },
      { letter: '<p>Hello Ana,</p><p>we need R&amp;D.</p>' },
    );
    expect(escaped).toMatchObject({
      letter: 'Hello Ana,\n\nwe need R&D.',
      job: { title: 'R&D' },
      client: { country: "Côte d'Ivoire" },
      freelancer: { name: "O'Brien" },
    });
  });

  test('of a freelancer without a number is for whoever has that name', () => {
    const to = (name: string) => mapped({ freelancer: { name } })?.freelancer;
    expect(to('Ana Silva')).toEqual({ id: expect.stringMatching(/^getmany:named:/), name: 'Ana Silva' });
    expect(to('Ben Okafor')?.id).not.toBe(to('Ana Silva')?.id);
  });

  test.each([
    [{ job: null, client: 'x', freelancer: [] }, {}],
    [{ job: { uid: {}, url: 'https://evil.example/jobs/~021955676437925687781' } }, { createdAt: 'soon' }],
  ])('may lack much', (changes, invite) => {
    expect(mapped(changes, invite)).toMatchObject({
      id: '1955676881223622657',
      job: { id: 'getmany:1955676881223622657', title: 'Payment service for a bakery' },
    });
  });

  test.each([
    [{}, { uid: null }],
    [{ job: {} }, { title: '' }],
    [{ invite: null }, {}],
  ])('without an id or a title is none', (changes, invite) => expect(mapped(changes, invite)).toBeUndefined());
});

/** A Getmany that answers from a list, `size` records a page, as its documentation says. */
function vendor(records: unknown[] = [], size = 100) {
  const calls: URL[] = [];
  const world: { records: unknown[]; answer?: (url: URL) => Response } = { records };
  const statusOf = (one: unknown) => (one as ReturnType<typeof inviteRecord> | null)?.invite?.status ?? 'PENDING';
  const fetch: Fetch = async (url, init) => {
    calls.push(url);
    expect((init.headers as Record<string, string>).authorization).toMatch(/^Bearer token-of-/);
    if (world.answer) return world.answer(url);
    const wanted = url.searchParams.get('status');
    expect(['pending', 'accepted', 'declined']).toContain(wanted);
    const all = world.records.filter((one) => statusOf(one).toLowerCase() === wanted);
    const from = Number(url.searchParams.get('pageCursor') ?? 0);
    const next = from + size < all.length ? { nextPageCursor: String(from + size) } : {};
    return Response.json({ data: all.slice(from, from + size), ...next });
  };
  const leftOut: number[] = [];
  const services: Services = {
    fetch,
    trustedOrigins: ['https://api.getmany.io'],
    timeoutMs: 1000,
    searchTimeoutMs: 1000,
    leftOut: (_, items) => leftOut.push(items),
  };
  return { world, calls, services, leftOut };
}

const poll = async ({ services }: { services: Services }, state: PollState, now = start, by = connection) => {
  if (!getmany.poll) throw new Error('it does not poll');
  return getmany.poll(by, services, state, now);
};

/** Polls until a round is over. */
async function round(from: ReturnType<typeof vendor>, state: PollState = {}, now = start, by = connection) {
  const deliveries: Delivery[] = [];
  let polled = await poll(from, state, now, by);
  deliveries.push(...polled.deliveries);
  while (polled.state.list !== 0 || polled.state.cursor !== undefined) {
    polled = await poll(from, polled.state, now, by);
    deliveries.push(...polled.deliveries);
  }
  return { ...polled, deliveries };
}

const idsOf = ({ deliveries }: { deliveries: readonly Delivery[] }) =>
  deliveries.flatMap(({ events }) => events.map(({ data }) => data.id));
const numbered = (at: number, invite: Record<string, unknown> = {}) =>
  inviteRecord({}, { uid: String(1_955_676_881_223_000_000n + BigInt(at)), ...invite });

const daysAgo = (days: number) => new Date(start.getTime() - days * DAY).toISOString();

describe('polling Getmany', () => {
  test('begins with what is pending and not old', async () => {
    const old = new Date(start.getTime() - 31 * DAY).toISOString();
    const from = vendor([
      numbered(1),
      numbered(2, { status: 'DECLINED' }),
      numbered(3, { createdAt: old }),
      numbered(4, { createdAt: null }),
    ]);
    expect(idsOf(await round(from))).toEqual(['1955676881223000001']);
    expect(from.calls.map(({ searchParams }) => searchParams.get('status'))).toEqual([
      'pending',
      'accepted',
      'declined',
    ]);
    expect(from.calls[0]?.pathname).toBe('/service/v1/agency/invitations');
  });

  test('of 10,000 old invitations makes no card of them, and ends', async () => {
    const old = new Date(start.getTime() - 40 * DAY).toISOString();
    const from = vendor(Array.from({ length: 10_000 }, (_, at) => numbered(at, { createdAt: old })));
    expect((await round(from)).deliveries).toEqual([]);
    expect(from.calls.length).toBeLessThan(30);
  });

  test('goes through all pages, since the order is not known', async () => {
    const from = vendor(
      Array.from({ length: 25 }, (_, at) => numbered(at)),
      10,
    );
    expect(new Set(idsOf(await round(from))).size).toBe(25);
  });

  test('tells what is answered while the first round still runs', async () => {
    const from = vendor([numbered(1), numbered(2, { status: 'DECLINED' })]);
    const first = await poll(from, {});
    from.world.records = [numbered(1, { status: 'DECLINED' }), numbered(2, { status: 'DECLINED' })];
    const rest = await round(from, first.state);
    expect(rest.deliveries.map(({ events: [event] }) => event?.data)).toMatchObject([
      { id: '1955676881223000001', status: 'declined' },
    ]);
    expect(idsOf(await round(from, rest.state, new Date(start.getTime() + 3 * MINUTE)))).toEqual([]);
  });

  test('tells later what is new and what was decided, once', async () => {
    const from = vendor([numbered(1), numbered(2)]);
    const { state } = await round(from);
    from.world.records = [
      numbered(3, { createdAt: new Date(start.getTime() + MINUTE).toISOString() }),
      numbered(1),
      numbered(2, { status: 'ACCEPTED' }),
    ];
    const later = await round(from, state, new Date(start.getTime() + 3 * MINUTE));
    expect(later.deliveries.map(({ events: [event] }) => event?.data)).toMatchObject([
      { id: '1955676881223000003', status: 'open' },
      { id: '1955676881223000002', status: 'accepted' },
    ]);
    expect(idsOf(await round(from, later.state, new Date(start.getTime() + 6 * MINUTE)))).toEqual([]);
  });

  test('tells that one of many was answered, however long after', async () => {
    const answered = Array.from({ length: 500 }, (_, at) =>
      numbered(10 + at, { status: at % 2 ? 'ACCEPTED' : 'DECLINED', createdAt: daysAgo(40) }),
    );
    const from = vendor([numbered(1, { createdAt: daysAgo(5) }), ...answered]);
    const first = await round(from);
    from.world.records = [numbered(1, { createdAt: daysAgo(5), status: 'ACCEPTED' }), ...answered];
    const later = await round(from, first.state, new Date(start.getTime() + 3 * DAY));
    expect(later.deliveries.map(({ events: [event] }) => event?.data)).toMatchObject([
      { id: '1955676881223000001', status: 'accepted' },
    ]);
    expect(idsOf(await round(from, later.state, new Date(start.getTime() + 4 * DAY)))).toEqual([]);
  });

  test('tells what moved from one page to the other while a round read them', async () => {
    const from = vendor(
      Array.from({ length: 4 }, (_, at) => numbered(at, { createdAt: daysAgo(5) })),
      2,
    );
    const { state } = await poll(from, {});
    from.world.records.shift();
    const rest = await round(from, state);
    expect(idsOf(rest)).toEqual(['1955676881223000003']);
    expect(idsOf(await round(from, rest.state))).toEqual(['1955676881223000002']);
  });

  test('knows what a state of an earlier release remembers', async () => {
    const from = vendor([numbered(1), numbered(2, { status: 'DECLINED' })]);
    const { state } = await round(from);
    const { pending, known, account: _, ...others } = state;
    const earlier = { ...others, known: `${known} ${pending}` };
    expect(idsOf(await round(from, earlier))).toEqual([]);
    from.world.records = [numbered(1, { status: 'ACCEPTED' }), numbered(2, { status: 'DECLINED' })];
    expect(idsOf(await round(from, earlier))).toEqual(['1955676881223000001']);
  });

  test('with the token of another account begins anew, and with a new one of the same tells nothing twice', async () => {
    const from = vendor([numbered(1)]);
    const { state } = await round(from);
    const renewed = { ...connection, config: getmany.setUp.configure({ apiToken: 'token-of-another' }, undefined) };
    from.world.records = [numbered(1), numbered(2, { createdAt: daysAgo(25) })];
    const later = await round(from, state, new Date(start.getTime() + DAY), renewed);
    expect(idsOf(later)).toEqual(['1955676881223000002']);
  });

  test('rests for two minutes after a first round that brought nothing', async () => {
    expect((await round(vendor([]))).againAt.getTime() - start.getTime()).toBe(2 * MINUTE);
  });

  test('rests longer and longer while nothing happens, and no longer than ten minutes', async () => {
    const from = vendor([numbered(1)]);
    let polled = await round(from);
    const rests = [polled.againAt.getTime() - start.getTime()];
    for (let at = 0; at < 8; at += 1) {
      polled = await round(from, polled.state);
      rests.push(polled.againAt.getTime() - start.getTime());
    }
    expect(rests[0]).toBe(2 * MINUTE);
    expect(rests.at(-1)).toBe(10 * MINUTE);
    expect(rests).toEqual([...rests].sort((a, b) => a - b));
    from.world.records.push(numbered(2));
    expect((await round(from, polled.state)).againAt.getTime() - start.getTime()).toBe(2 * MINUTE);
  });

  test('goes on where the cursor is the number of a page', async () => {
    const from = vendor();
    const asked: (string | null)[] = [];
    from.world.answer = (url) => {
      asked.push(url.searchParams.get('pageCursor'));
      const page = Number(asked.at(-1) ?? 1);
      return Response.json({ data: [numbered(page)], nextPageCursor: page < 3 ? page + 1 : null });
    };
    await round(from);
    expect(asked.slice(0, 3)).toEqual([null, '2', '3']);
  });

  test.each([['the same'], ['x'.repeat(5000)]])('ends where the cursor leads nowhere', async (nextPageCursor) => {
    const from = vendor();
    from.world.answer = () => Response.json({ data: [numbered(1)], nextPageCursor });
    await round(from);
    expect(from.calls.length).toBeLessThanOrEqual(6);
  });

  test('ends after 20 pages of a list whose cursors never end', async () => {
    const from = vendor();
    let at = 0;
    from.world.answer = () => Response.json({ data: [numbered(at++)], meta: { nextCursor: String(at) } });
    await round(from);
    expect(from.calls).toHaveLength(60);
  });

  test('leaves out odd records and keeps the others', async () => {
    const from = vendor([null, 7, [], {}, numbered(1)]);
    from.world.answer = () => Response.json({ data: from.world.records });
    expect(idsOf(await poll(from, {}))).toEqual(['1955676881223000001']);
    expect(from.leftOut).toEqual([3]);
  });

  test.each([
    [429, Postponed],
    [401, TokenRefused],
    [500, Error],
  ])('fails as it should on %d', async (status, kind) => {
    const from = vendor();
    from.world.answer = () => new Response('', { status });
    await expect(poll(from, {})).rejects.toBeInstanceOf(kind);
  });
});

describe('the webhook of Getmany', () => {
  function post(body: unknown, { prefix = 'svix', at = start, secret = SECRET, to = connection } = {}) {
    const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const seconds = Math.floor(at.getTime() / 1000);
    const headers = {
      [`${prefix}-id`]: 'msg_1',
      [`${prefix}-timestamp`]: String(seconds),
      [`${prefix}-signature`]: signWebhook(secret, 'msg_1', seconds, raw),
    };
    const read = getmany.webhook?.verify(to, { headers, query: new URLSearchParams(), now: start });
    if (!read) throw new Error('it takes no webhook');
    return read(raw) as Delivery;
  }
  const faultOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      if (error instanceof BadWebhook) return error.kind;
      throw error;
    }
    return 'taken in';
  };

  test.each([
    ['bare', acceptedBody()],
    ['in an envelope', { type: 'proposal.accepted', data: acceptedBody() }],
  ])('tells of an answered proposal by its job and person: %s', (_, body) => {
    expect(post(body).events).toEqual([
      {
        type: 'proposal.status_changed',
        data: {
          id: 'cf3e12b821',
          invitationId: 'cf3e12b821',
          status: 'interviewed',
          changedAt: start,
          about: {
            jobId: 'upwork:1955676437925687781',
            title: 'Payment service for a bakery',
            freelancer: {
              id: 'upwork:~01921f906821a83980',
              name: 'Ana Silva',
              profileUrl: 'https://www.upwork.com/freelancers/~01921f906821a83980',
            },
          },
        },
      },
    ]);
    expect(post(body, { prefix: 'webhook' }).events).toHaveLength(1);
  });

  test.each([
    [{ type: 'chat.message.sent', data: {} }, 'unknown-type'],
    [{ proposal: { uid: 'cf3e12b821' }, message: { text: 'Hi' }, chat: { id: '1' } }, 'unknown-type'],
    [{ type: 'webhook.test' }, 'test'],
    [{ type: 'proposal.accepted', data: { ...acceptedBody(), freelancer: undefined } }, 'unknown-invitation'],
    [{ type: 'proposal.accepted', data: { ...acceptedBody(), job: {} } }, 'unknown-invitation'],
    [{ type: 'proposal.accepted', data: { proposal: { uid: 'cf3e12b821' } } }, 'unknown-invitation'],
  ])('of no concern is put aside', (body, ignored) => expect(post(body)).toMatchObject({ events: [], ignored }));

  test('is refused with another signature, too late, or without a secret', () => {
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    expect(faultOf(() => post(acceptedBody(), { secret: other }))).toBe('bad-signature');
    expect(faultOf(() => post(acceptedBody(), { at: new Date(start.getTime() - 6 * MINUTE) }))).toBe('stale');
    const bare = { ...connection, config: getmany.setUp.configure({ apiToken: 'a' }, undefined) };
    expect(faultOf(() => post(acceptedBody(), { to: bare }))).toBe('unauthorized');
    expect(faultOf(() => post('{'))).toBe('not-json');
    expect(faultOf(() => post({ type: 'proposal.accepted', data: {} }))).toBe('bad-data');
    expect(faultOf(() => post('[]'))).toBe('bad-data');
  });
});

describe('the set-up of Getmany', () => {
  test('keeps secrets that are not entered again, and shows none', () => {
    const again = getmany.setUp.configure({ apiUrl: 'https://api.getmany.example' }, config);
    expect(again).toEqual({
      apiToken: 'token-of-getmany',
      webhookSecret: SECRET,
      apiUrl: 'https://api.getmany.example',
    });
    expect(getmany.setUp.preset(again)).toEqual({ apiUrl: 'https://api.getmany.example' });
    expect(getmany.can(again)).toContain('outcomes');
  });

  test.each([
    [{}, 'connection.missing', 'apiToken'],
    [{ apiToken: 'two words' }, 'connection.badToken', 'apiToken'],
    [{ apiToken: 'a', webhookSecret: 'whsec_short' }, 'connection.badKey', 'webhookSecret'],
    [{ apiToken: 'a', apiUrl: 'x' }, 'connection.badUrl', 'apiUrl'],
  ])('names the field at fault: %j', (answers, code, field) => {
    expect(() => getmany.setUp.configure(answers, undefined)).toThrow(
      expect.objectContaining({ code, params: { field } }),
    );
  });

  test('says how many are open', async () => {
    const { facts } = await getmany.setUp.probe(config, vendor([numbered(1)]).services);
    expect(facts).toEqual([
      { en: 'Getmany answers. Open invitations: 1.', de: 'Getmany antwortet. Offene Einladungen: 1.' },
    ]);
  });
});
