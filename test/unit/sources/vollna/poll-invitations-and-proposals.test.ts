import { describe, expect, test } from '@jest/globals';
import { Response } from 'undici';
import { Misconfigured, Postponed, Refusal, TokenRefused } from '../../../../src/domain/model/errors.js';
import type { Polled } from '../../../../src/domain/ports.js';
import type { Fetch } from '../../../../src/sources/http/guarded-fetch.js';
import { writeKnown } from '../../../../src/sources/known-records.js';
import type { PollState, Services, SourceLimit } from '../../../../src/sources/source.js';
import { vollna } from '../../../../src/sources/vollna/source.js';
import { invitationRecord, proposalRecord } from './samples.js';

const start = new Date('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A Vollna that answers from lists, as its documentation says. */
function vendor(lists: { invitations?: unknown[]; proposals?: unknown[] } = {}) {
  const calls: URL[] = [];
  const tokens: unknown[] = [];
  let answer: (url: URL) => Response = (url) => {
    const all = (url.pathname.endsWith('/invitations') ? lists.invitations : lists.proposals) ?? [];
    const [page, limit] = ['page', 'limit'].map((name) => Number(url.searchParams.get(name))) as [number, number];
    const data = all.slice((page - 1) * limit, page * limit);
    return Response.json({
      data,
      pagination: { total: all.length, page, limit, pages: Math.ceil(all.length / limit) },
    });
  };
  const fetch: Fetch = async (url, init) => {
    calls.push(url);
    tokens.push((init.headers as Record<string, string>)['x-api-token']);
    return answer(url);
  };
  const leftOut: [string, number][] = [];
  const services: Services = {
    fetch,
    trustedOrigins: [],
    timeoutMs: 1000,
    searchTimeoutMs: 1000,
    leftOut: (path, items) => leftOut.push([path, items]),
  };
  return { lists, calls, tokens, services, leftOut, answerWith: (other: typeof answer) => (answer = other) };
}

const config = vollna.setUp.configure({ apiToken: 'token-of-vollna' }, undefined);
const connection = { id: 'c1', tenantId: 'T1', connectedAt: start, config };

async function poll(
  { services }: { services: Services },
  state: PollState = {},
  now = start,
  by = connection,
): Promise<Polled> {
  if (!vollna.poll) throw new Error('it does not poll');
  return vollna.poll(by, services, state, now);
}

/** Polls until it is up to date. */
async function pollAll(from: ReturnType<typeof vendor>, state: PollState = {}, now = start) {
  let polled = await poll(from, state, now);
  const deliveries = [...polled.deliveries];
  while (polled.state.page !== undefined) {
    polled = await poll(from, polled.state, now);
    deliveries.push(...polled.deliveries);
  }
  return { ...polled, deliveries };
}

const idsOf = ({ deliveries }: Pick<Polled, 'deliveries'>) =>
  deliveries.flatMap(({ events }) => events.map(({ data }) => data.id));
const numbered = (at: number, changes: Record<string, unknown> = {}) =>
  invitationRecord({ id: at, invitationUid: String(1_955_676_881_223_000_000n + BigInt(at)), ...changes });
const invitedAt = (ms: number) => ({ invitedAt: new Date(ms).toISOString(), createdAt: new Date(ms).toISOString() });

describe('the first poll of Vollna', () => {
  test('brings what is open and not old, and asks with the token', async () => {
    const from = vendor({
      invitations: [
        numbered(1),
        numbered(2, { statusLabel: 'Job is closed' }),
        numbered(3, invitedAt(start.getTime() - 31 * DAY)),
        numbered(4, { invitedAt: null, createdAt: null }),
      ],
    });
    const polled = await poll(from);
    expect(idsOf(polled)).toEqual(['1955676881223000001']);
    expect(from.tokens.every((token) => token === 'token-of-vollna')).toBe(true);
    expect(from.calls.map(({ pathname }) => pathname)).toEqual(['/v1/invitations', '/v1/proposals']);
    expect(polled.againAt.getTime() - start.getTime()).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('of 10,000 old invitations reads as many pages as it must, and makes one card', async () => {
    const old = Array.from({ length: 10_000 }, (_, at) =>
      numbered(at, invitedAt(start.getTime() - 40 * DAY - at * MINUTE)),
    );
    const from = vendor({ invitations: [numbered(20_000), ...old] });
    expect(idsOf(await pollAll(from))).toEqual(['1955676881223020000']);
    expect(from.calls).toHaveLength(2);
  });

  test('of 10,000 that claim to be open and of today stops after 20 pages', async () => {
    const from = vendor({ invitations: Array.from({ length: 10_000 }, (_, at) => numbered(at)) });
    const { deliveries } = await pollAll(from);
    expect(deliveries).toHaveLength(2000);
    expect(from.calls).toHaveLength(21);
  });

  test('takes no more from a page than it asked for', async () => {
    const from = vendor();
    from.answerWith(() => Response.json({ data: Array.from({ length: 1000 }, (_, at) => numbered(at)) }));
    expect((await poll(from)).deliveries).toHaveLength(100);
  });
});

describe('a later poll', () => {
  test('brings what is new or has changed, and nothing else', async () => {
    const from = vendor({ invitations: [numbered(2), numbered(1, { statusLabel: 'Job is closed' })] });
    const { state } = await pollAll(from);
    expect(idsOf(await pollAll(from, state))).toEqual([]);
    from.lists.invitations = [
      numbered(3, invitedAt(start.getTime() + MINUTE)),
      numbered(2, { statusLabel: 'Declined' }),
      numbered(1, { statusLabel: 'Job is closed' }),
    ];
    const later = await pollAll(from, state, new Date(start.getTime() + 3 * MINUTE));
    expect(idsOf(later)).toEqual(['1955676881223000003', '1955676881223000002']);
    expect(later.deliveries.map(({ events: [event] }) => event?.data)).toMatchObject([
      { status: 'open' },
      { status: 'declined' },
    ]);
  });

  test('after a week away catches up on every page since, and on no older one', async () => {
    const from = vendor({ invitations: [numbered(0)] });
    const { state } = await pollAll(from);
    const back = new Date(start.getTime() + 7 * DAY);
    const missed = Array.from({ length: 250 }, (_, at) =>
      numbered(at + 1, invitedAt(back.getTime() - at * 30 * MINUTE)),
    );
    from.lists.invitations = [
      ...missed,
      numbered(0),
      ...Array.from({ length: 500 }, (_, at) => numbered(at + 1000, invitedAt(start.getTime() - 60 * DAY))),
    ];
    const later = await pollAll(from, state, back);
    expect(new Set(idsOf(later))).toEqual(new Set(missed.map(({ invitationUid }) => invitationUid)));
    expect(idsOf(await pollAll(from, later.state, back))).toEqual([]);
  });

  test('catches what comes in while it reads page after page', async () => {
    const all = Array.from({ length: 150 }, (_, at) => numbered(at, invitedAt(start.getTime() - at * MINUTE)));
    const from = vendor({ invitations: all });
    const first = await poll(from);
    from.lists.invitations = [numbered(900, invitedAt(start.getTime() + MINUTE)), ...all];
    const rest = await pollAll(from, first.state);
    const next = await pollAll(from, rest.state, new Date(start.getTime() + 3 * MINUTE));
    const found = new Set([...idsOf(first), ...idsOf(rest), ...idsOf(next)]);
    expect(found.size).toBe(151);
  });

  test('tells of a hire also where the proposal was archived before', async () => {
    const from = vendor({ invitations: [numbered(1)], proposals: [] });
    let { state } = await poll(from);
    const stepsAfter = async (changes: object) => {
      from.lists.proposals = [proposalRecord({ isArchived: true, ...changes })];
      const polled = await poll(from, state);
      state = polled.state;
      return polled.deliveries.flatMap(({ events }) =>
        events.map(({ data }) => ('status' in data ? data.status : undefined)),
      );
    };
    expect(await stepsAfter({})).toEqual(['submitted', 'viewed', 'archived']);
    expect(await stepsAfter({ isHired: true })).toEqual(['submitted', 'viewed', 'hired']);
    expect(await stepsAfter({ isHired: true })).toEqual([]);
  });

  test('knows the proposals of which an earlier release noted the number of steps', async () => {
    const from = vendor({ invitations: [numbered(1)], proposals: [proposalRecord()] });
    const { state } = await poll(from);
    const numbers = { ...state, 'proposals-2': writeKnown([['1955676881223622999', 2]], undefined) };
    expect((await poll(from, numbers)).deliveries).toEqual([]);
    from.lists.proposals = [proposalRecord({ isHired: true })];
    expect((await poll(from, numbers)).deliveries).toHaveLength(1);
  });

  test('with the token of another account begins anew, and with a new one of the same tells nothing twice', async () => {
    const from = vendor({ invitations: [numbered(1)], proposals: [proposalRecord()] });
    const { state } = await poll(from);
    const another = { ...connection, config: vollna.setUp.configure({ apiToken: 'token-of-another' }, undefined) };
    from.lists.invitations = [numbered(1), numbered(2, invitedAt(start.getTime() - 25 * DAY))];
    const later = await poll(from, state, new Date(start.getTime() + DAY), another);
    expect(idsOf(later)).toEqual(['1955676881223000002']);
  });

  test('brings the proposals that changed, of each organization in turn', async () => {
    const from = vendor({
      invitations: [numbered(1), numbered(2, { upworkOrganization: { id: 3, label: 'Acme Design' } })],
      proposals: [proposalRecord()],
    });
    const first = await pollAll(from);
    expect(first.deliveries.every(({ events }) => events[0]?.type === 'invitation.created')).toBe(true);
    const second = await pollAll(from, first.state);
    from.lists.proposals = [proposalRecord({ isHired: true })];
    const third = await pollAll(from, second.state);
    expect(
      third.deliveries.flatMap(({ events }) => events.map(({ data }) => ('status' in data ? data.status : ''))),
    ).toEqual(['submitted', 'viewed', 'hired']);
    const asked = from.calls.flatMap(({ pathname, searchParams }) =>
      pathname.endsWith('/proposals') ? [searchParams.get('organizationId')] : [],
    );
    expect(asked).toEqual(['2', '3', '2']);
  });

  test('keeps a state that stays small', async () => {
    const from = vendor({
      invitations: Array.from({ length: 400 }, (_, at) => numbered(at)),
      proposals: Array.from({ length: 200 }, (_, at) =>
        proposalRecord({ applicationUid: String(1_955_676_881_223_500_000n + BigInt(at)) }),
      ),
    });
    let { state } = await pollAll(from);
    for (let at = 0; at < 5; at += 1) ({ state } = await pollAll(from, state));
    expect(JSON.stringify(state).length).toBeLessThan(10_000);
  });
});

test('every call of a token waits for its turn, under one key for all connections and processes', async () => {
  const from = vendor({ invitations: [numbered(1)] });
  const turns: SourceLimit[] = [];
  const admit: Services['admit'] = async (limit) => void turns.push(limit);
  await poll({ services: { ...from.services, admit } });
  const other = vollna.setUp.configure({ apiToken: 'another-token' }, undefined);
  await vollna.poll?.({ ...connection, id: 'c2', config: other }, { ...from.services, admit }, {}, start);
  const most = turns.map(({ perMinute = 0, burst = 1 }) => perMinute + burst);
  expect(most).toEqual([5, 5, 5, 5]);
  const keys = turns.map(({ key }) => key);
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false]);
  expect(keys.join()).not.toContain('token-of-vollna');
  const full: Services['admit'] = async ({ key }) => {
    throw new Postponed(12_000, key);
  };
  const calls = from.calls.length;
  await expect(poll({ services: { ...from.services, admit: full } })).rejects.toMatchObject({ retryAfterMs: 12_000 });
  expect(from.calls).toHaveLength(calls);
});

describe('Vollna in trouble', () => {
  test.each([
    [429, Postponed],
    [401, TokenRefused],
    [403, TokenRefused],
    [402, Misconfigured],
    [500, Error],
    [302, Error],
  ])('answers %d: the poll fails as it should, with what is known kept', async (status, kind) => {
    const from = vendor();
    from.answerWith(() => new Response('{"error":"Rate limit exceeded"}', { status, headers: { 'retry-after': '7' } }));
    await expect(poll(from, { heard: 1 })).rejects.toBeInstanceOf(kind);
  });

  test('that asks for patience is left alone for as long', async () => {
    const from = vendor();
    from.answerWith(() => new Response('', { status: 429, headers: { 'retry-after': '7' } }));
    await expect(poll(from)).rejects.toMatchObject({
      retryAfterMs: 7000,
      limitKey: expect.stringMatching(/^poll:vollna:[\w-]{43}$/),
    });
  });

  test.each(['', 'null', '[]', '{"data":{}}', '<html>'])('answers %p, which is no list', async (text) => {
    const from = vendor();
    from.answerWith(() => new Response(text));
    await expect(poll(from)).rejects.toThrow();
  });

  test('has odd records, which spoil no other', async () => {
    const odd = [
      null,
      7,
      'x',
      [],
      {},
      { id: 1 },
      { title: 'No name' },
      { ...numbered(5), project: 'x', contractor: [], upworkOrganization: { id: '../..' } },
    ];
    const from = vendor({ invitations: [...odd, numbered(6)] });
    expect(idsOf(await poll(from))).toEqual(['1955676881223000005', '1955676881223000006']);
    expect(from.leftOut).toEqual([['/invitations', 4]]);
  });
});

describe('the set-up of Vollna', () => {
  test('makes a token of its own, keeps it when it is set up again, and keeps the last when it is replaced', () => {
    const { setUp } = vollna;
    const first = setUp.configure({ apiToken: ' a ' }, undefined);
    const again = setUp.configure({ apiUrl: 'https://api.vollna.example/v2' }, first);
    const [address, token] = setUp.copy(again, 'https://baton.example/webhooks/c1');
    expect(address?.value).toBe('https://baton.example/webhooks/c1');
    expect(setUp.copy(first, '')[1]).toEqual(token);
    expect(again).toMatchObject({ apiToken: 'a', apiUrl: 'https://api.vollna.example/v2' });
    expect(setUp.preset(again)).toEqual({ apiUrl: 'https://api.vollna.example/v2' });
    expect(setUp.rotate?.(again)).toMatchObject({ webhookTokens: [expect.any(String), token?.value] });
  });

  test('says what it found', async () => {
    const { services } = vendor({ invitations: [numbered(1)] });
    const found = await vollna.setUp.probe(config, { ...services, trustedOrigins: ['https://api.vollna.com'] });
    expect(found.facts.map(({ en }) => en)).toEqual([
      'Vollna answers. It knows of 1 invitation.',
      'The latest are for Acme Agency.',
    ]);
    expect(found.declineReasons).toHaveLength(9);
  });

  test.each([
    [401, 'connection.rejected', 'apiToken'],
    [402, 'connection.rejected', 'apiToken'],
    [500, 'marketplace.unreachable', 'apiUrl'],
    [429, 'connection.busy', 'apiUrl'],
  ])('that fails with %d names the field at fault', async (status, code, field) => {
    const from = vendor();
    from.answerWith(() => new Response('', { status }));
    const services = { ...from.services, trustedOrigins: ['https://api.vollna.com'] };
    await expect(vollna.setUp.probe(config, services)).rejects.toMatchObject({ code, params: { field } });
  });

  test.each(['two words', 'line\nbreak', 'tökén', '“half a quotation'])(
    'takes no token that no header can hold: %j',
    (apiToken) => {
      expect(() => vollna.setUp.configure({ apiToken }, undefined)).toThrow(
        expect.objectContaining({ code: 'connection.badToken', params: { field: 'apiToken' } }),
      );
    },
  );

  test('takes a token without what was pasted around it', () => {
    expect(vollna.setUp.configure({ apiToken: ' \u200Ba-token\u2060\n' }, undefined)).toMatchObject({
      apiToken: 'a-token',
    });
  });

  test('takes no address that is private, and none that is no address', async () => {
    const { services } = vendor();
    const inside = vollna.setUp.configure({ apiToken: 'a', apiUrl: 'http://127.0.0.1:1/' }, undefined);
    await expect(vollna.setUp.probe(inside, services)).rejects.toMatchObject({
      code: 'connection.badUrl',
      params: { field: 'apiUrl' },
    });
    expect(() => vollna.setUp.configure({ apiUrl: 'here' }, undefined)).toThrow(Refusal);
  });

  test('without a token for its API needs no call, and is not polled', async () => {
    const from = vendor();
    const bare = vollna.setUp.configure({}, undefined);
    expect((await vollna.setUp.probe(bare, from.services)).facts).toHaveLength(1);
    await vollna.poll?.({ ...connection, config: bare }, from.services, {}, start);
    expect(from.calls).toEqual([]);
  });
});

test('invitations are told although the proposals have to wait for their turn', async () => {
  const from = vendor({ invitations: [numbered(1)] });
  let left = 1;
  const admit: Services['admit'] = async ({ key }) => {
    left -= 1;
    if (left < 0) throw new Postponed(12_000, key);
  };
  const { deliveries, againAt } = await poll({ services: { ...from.services, admit } });
  expect(deliveries).toHaveLength(1);
  expect(againAt.getTime() - start.getTime()).toBe(60_000);
});
