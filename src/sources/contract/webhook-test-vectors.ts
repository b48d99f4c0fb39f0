import { signWebhook } from '../webhook-signature.js';

/** A webhook, byte by byte, and Baton's answer to it. */
export interface Vector {
  readonly name: string;
  /** The headers of Standard Webhooks, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly answer: { readonly status: number; readonly problem?: string; readonly fields?: readonly string[] };
}

/** Webhooks with Baton's answers, for a marketplace to try its signing and its bodies against. */
export interface Vectors {
  /** The secrets of the connection, the newest first: while one is replaced, both hold. */
  readonly secrets: readonly string[];
  /** Baton's clock, in Unix seconds. */
  readonly now: number;
  readonly vectors: readonly Vector[];
}

const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;

const [NEWEST, EARLIER, STRANGE] = [secretOf(1), secretOf(2), secretOf(3)];

/** 2026-03-01T09:30:00Z. */
const NOW = 1_772_357_400;

/** The largest allowed difference between a timestamp and the clock, in seconds (Standard Webhooks 1.0.0). */
const TOLERANCE = 300;

const INSTANT = '2026-03-01T09:30:00Z';

const created = {
  type: 'invitation.created',
  timestamp: INSTANT,
  data: {
    id: 'inv_1',
    status: 'open',
    invitedAt: '2026-03-01T10:30:00+01:00',
    letter: 'Hello 👋, can you help us?',
    job: { id: 'job_1', title: 'Shop front', url: 'https://market.example/jobs/1', skills: ['React'], private: false },
    client: { name: 'Carewell', country: 'Canada' },
    freelancer: { id: 'p_ana', name: 'Ana', email: 'ana@agency.example' },
  },
};

const referred = {
  ...created,
  data: {
    ...created.data,
    id: 'inv_2',
    freelancer: { id: 'p_ben', name: 'Ben' },
    referral: { fromInvitationId: 'inv_1', referredBy: { name: 'Ana' }, message: 'This one is for you.' },
  },
};

const changed = {
  type: 'invitation.status_changed',
  timestamp: INSTANT,
  data: { id: 'inv_1', status: 'withdrawn', changedAt: '2026-03-01T09:29:00Z' },
};

const hired = {
  type: 'proposal.status_changed',
  timestamp: INSTANT,
  data: { id: 'prop_1', invitationId: 'inv_2', status: 'hired', changedAt: '2026-03-01T09:29:00Z' },
};

/** The difference between a vector and a valid webhook. */
interface Difference {
  readonly id?: string;
  readonly secret?: string;
  readonly at?: number;
  /** Changes the headers after signing. */
  readonly headers?: (good: Vector['headers']) => Vector['headers'];
  /** Changes the body after signing. */
  readonly sent?: (body: string) => string;
}

const STATUS = { 'bad-signature': 401, stale: 401, 'not-json': 400, 'bad-data': 422 } as const;

const taken: Vector['answer'] = { status: 200 };

const refused = (problem: keyof typeof STATUS, ...fields: string[]): Vector['answer'] => ({
  ...{ status: STATUS[problem], problem },
  ...(fields.length > 0 && { fields }),
});

function vector(name: string, content: object | string, answer: Vector['answer'], how: Difference = {}): Vector {
  const { id = 'msg_1', secret = NEWEST, at = NOW, headers = (good) => good, sent = (body) => body } = how;
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const good = {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': signWebhook(secret, id, at, body),
  };
  return { name, headers: headers(good), body: sent(body), answer };
}

const without =
  (name: string) =>
  (headers: Vector['headers']): Vector['headers'] =>
    Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));

const signedAs =
  (change: (signature: string) => string) =>
  (headers: Vector['headers']): Vector['headers'] => ({
    ...headers,
    'webhook-signature': change(headers['webhook-signature'] ?? ''),
  });

const { letter: _, ...untitled } = { ...created.data, job: { ...created.data.job, title: undefined } };

/** Makes the vectors: they are the same each time. */
export const webhookTestVectors = (): Vectors => ({
  secrets: [NEWEST, EARLIER],
  now: NOW,
  vectors: [
    vector('an invitation', created, taken),
    vector('an invitation through a referral', referred, taken, { id: 'msg_2' }),
    vector('an invitation that was withdrawn', changed, taken, { id: 'msg_3' }),
    vector('a proposal whose freelancer was hired', hired, taken, { id: 'msg_4' }),
    vector('signed with the earlier of two secrets', created, taken, { secret: EARLIER }),
    vector('signed with both secrets while one is replaced', created, taken, {
      headers: signedAs((given) => `${signWebhook(STRANGE, 'msg_1', NOW, JSON.stringify(created))} ${given}`),
    }),
    vector(
      'with spaces and line ends in its body, which are signed as they are',
      JSON.stringify(changed, null, 2),
      taken,
    ),
    vector('with fields that the contract does not have', { ...changed, more: { of: ['something'] } }, taken),
    vector(
      'with an empty email and a page without its address: only these are left out',
      {
        ...created,
        data: { ...created.data, freelancer: { id: 'p_ana', name: 'Ana', email: '', profileUrl: 'people/ana' } },
      },
      taken,
    ),
    vector('as old as it may be', changed, taken, { at: NOW - TOLERANCE }),
    vector('as early as it may be', changed, taken, { at: NOW + TOLERANCE }),
    vector(
      'of a type that the contract does not have: it is put aside',
      { ...changed, type: 'payment.made' },
      { status: 202 },
    ),
    vector('too old', changed, refused('stale'), { at: NOW - TOLERANCE - 1 }),
    vector('from the future', changed, refused('stale'), { at: NOW + TOLERANCE + 1 }),
    vector('signed with another secret', changed, refused('bad-signature'), { secret: STRANGE }),
    vector('whose body was changed after it was signed', changed, refused('bad-signature'), {
      sent: (body) => body.replace('withdrawn', 'accepted'),
    }),
    vector('whose id was changed after it was signed', changed, refused('bad-signature'), {
      headers: (good) => ({ ...good, 'webhook-id': 'msg_9' }),
    }),
    vector('whose timestamp was changed after it was signed', changed, refused('bad-signature'), {
      headers: (good) => ({ ...good, 'webhook-timestamp': String(NOW + 1) }),
    }),
    vector('with a timestamp in milliseconds', changed, refused('bad-signature'), {
      headers: (good) => ({ ...good, 'webhook-timestamp': String(NOW * 1000) }),
    }),
    vector('with a signature in hexadecimal', changed, refused('bad-signature'), {
      headers: signedAs((given) => `v1,${Buffer.from(given.slice(3), 'base64').toString('hex')}`),
    }),
    vector('with a signature without its version', changed, refused('bad-signature'), {
      headers: signedAs((given) => given.slice(3)),
    }),
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
      vector(`without ${name}`, changed, refused('bad-signature'), { headers: without(name) }),
    ),
    vector('whose body is no JSON', '{"type":', refused('not-json')),
    vector('whose body has no type', { ...changed, type: undefined }, refused('bad-data', 'type')),
    vector(
      'of an invitation without its letter and title',
      { ...created, data: untitled },
      refused('bad-data', 'data.letter', 'data.job.title'),
    ),
    vector(
      'whose id would change the path of an address',
      { ...created, data: { ...created.data, id: '..' } },
      refused('bad-data', 'data.id'),
    ),
    vector(
      'with a status that the contract does not have',
      { ...changed, data: { ...changed.data, status: 'lost' } },
      refused('bad-data', 'data.status'),
    ),
    vector(
      'with a time without its zone',
      { ...changed, data: { ...changed.data, changedAt: '2026-03-01T09:29:00' } },
      refused('bad-data', 'data.changedAt'),
    ),
  ],
});
