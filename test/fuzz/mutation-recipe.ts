import fc from 'fast-check';
import { type Change, changes, type Json } from '../support/payload-mutations.js';
import { literal } from './good-request.js';

/** One mutation of a rendered body. Positions are shares of its length, from 0 to 1. */
export type ByteChange =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'double' }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'replace'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'compress'; readonly how: 'gzip' | 'deflate' | 'br'; readonly declared: boolean };

/** One mutation of the headers. */
export type HeaderChange =
  | { readonly kind: 'set'; readonly name: string; readonly value: string }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number }
  | { readonly kind: 'enlarge'; readonly at: number; readonly times: number };

/** Whether the proof is the sender's own, and how it is not. It is made for the mutated body. */
export type ProofChange = 'good' | 'none' | 'wrong' | 'old' | 'early' | 'of-another' | 'junk';

/** All mutations of one request. */
export interface Recipe {
  /** Chooses the good request. */
  readonly pick: number;
  readonly content: readonly Change[];
  readonly bytes: readonly ByteChange[];
  readonly headers: readonly HeaderChange[];
  readonly path?: { readonly how: 'append' | 'replace' | 'method'; readonly text: string };
  readonly proof: ProofChange;
}

/** Names of what belongs to others, or to somebody else than the sender. */
const OTHERS = [
  '{{ana}}',
  '{{ben}}',
  '{{olga}}',
  '{{gus}}',
  '{{bot}}',
  '{{team}}',
  '{{invite}}',
  '{{referral}}',
  '{{their-team}}',
  '{{their-invite}}',
  '{{their-connection}}',
  '{{connection:contract}}',
  '{{connection:vollna}}',
  '{{external}}',
  'member:{{their-member}}',
  'member:{{ben}}',
  'person:f-ben',
  'U0NOBODY',
  'T0NOWHERE',
];

/** JSON on the edge of what parsers read. */
const LITERALS = ['1e999', '-1e999', '-0', '1E-400', '123456789012345678901234567890', '00', 'NaN', '{"a":1,"a":2}'];

/** Texts that have broken programs. */
const TEXTS = [
  '{{fresh}}',
  'hasOwnProperty',
  'toString',
  '\u202Eevil\u202C',
  '\uFEFF',
  'ﷺ'.repeat(300),
  'a\u0300'.repeat(2000),
  '\uD83D',
  '\r\nX-Injected: 1',
  '#{7*7}{{7*7}}<%= 7*7 %>',
  "'; DROP TABLE invites; --",
  '../../../../etc/passwd',
  '<!channel> <@{{ben}}> *b* &amp; <https://evil.example|click>',
  '2026-13-45T99:99:99+99:99',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00T00:00:00Z',
  '9'.repeat(400),
  '(a+)+$'.repeat(50),
  `${'a'.repeat(3000)}!`,
  '-'.repeat(3000),
  ' '.repeat(20_000),
  `${'<'.repeat(5000)}`,
  `${'['.repeat(5000)}`,
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]:1/',
  'https://market.example:99999/x',
];

/** Long texts of one piece: whoever searches the same signs again from each of them is late. */
const MONOTONOUS = [
  ...[' ', '\n', '<b>', '</b>', '!', '"\\', '@.', '> ', '*', '(', '&amp;', 'https://'].map((piece) =>
    piece.repeat(100_000 / piece.length),
  ),
  `Re${' '.repeat(100_000)}x`,
  `http://${'!'.repeat(100_000)}y`,
  `x${' '.repeat(3900)}x\n`.repeat(15),
];

const junk: readonly Json[] = [...OTHERS, ...TEXTS, ...MONOTONOUS, ...LITERALS.map(literal)];

const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const bytes = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 8 }),
  fc.constantFrom([0], [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [13, 10, 13, 10], [0xef, 0xbb, 0xbf], [0x25]),
);

const byteChange: fc.Arbitrary<ByteChange> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('double' as const) }),
  fc.record({ kind: fc.constant('insert' as const), at: share, bytes }),
  fc.record({ kind: fc.constant('replace' as const), at: share, bytes }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: share,
    length: fc.integer({ min: 1, max: 200 }),
    times: fc.constantFrom(2, 20, 1000, 20_000),
  }),
  fc.record({ kind: fc.constant('drop' as const), at: share, length: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    kind: fc.constant('compress' as const),
    how: fc.constantFrom('gzip' as const, 'deflate' as const, 'br' as const),
    declared: fc.boolean(),
  }),
);

/** Headers, each with values that have broken servers. */
const ODD_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ...[
    '',
    'text/plain',
    'application/json; charset=utf-16',
    'application/json;',
    'APPLICATION/JSON',
    'application/x-www-form-urlencoded; charset=koi8-r',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="',
    `multipart/form-data; boundary=${'x'.repeat(500)}`,
    'multipart/mixed; boundary=fuzz-boundary',
    'message/rfc822',
    '*/*',
    ';;;',
    '__proto__',
  ].map((value) => ['content-type', value] as const),
  ...['gzip', 'br', 'identity, gzip', 'x', ''].map((value) => ['content-encoding', value] as const),
  ['accept', 'text/html'],
  ['accept-language', `${'de,'.repeat(500)}`],
  ['expect', '100-continue'],
  ['x-slack-retry-num', '-1'],
  ['x-slack-retry-reason', 'http_timeout'],
  ['x-slack-no-retry', '1'],
  ['x-request-id', '../../x'],
  ['x-forwarded-for', '127.0.0.1, ::1, unknown'],
  ['x-forwarded-host', 'evil.example'],
  ['x-forwarded-proto', 'javascript'],
  ['forwarded', 'for="[::1]";host=evil'],
  ['x-http-method-override', 'DELETE'],
  ['cookie', 'slack-app-oauth-state=x; __proto__=1; ='],
  ['authorization', 'Basic '],
  ['authorization', 'Basic Og=='],
  ['authorization', `Bearer ${'x'.repeat(4000)}`],
  ['webhook-id', ''],
  ['webhook-id', '__proto__'],
  ['webhook-timestamp', '1e10'],
  ['webhook-signature', `${'v1,AAAA '.repeat(300)}`],
  ['svix-timestamp', '9'.repeat(30)],
  ['x-slack-request-timestamp', '1e10'],
  ['x-slack-signature', 'v0='],
  ['range', 'bytes=0-0,1-1'],
  ['if-none-match', '*'],
  ['connection', 'keep-alive, x-slack-signature'],
  ['te', 'trailers'],
];

const headerChange: fc.Arbitrary<HeaderChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...ODD_HEADERS).map(([name, value]) => ({ kind: 'set' as const, name, value })),
  },
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat({ max: 20 }) }),
  fc.record({ kind: fc.constant('twice' as const), at: fc.nat({ max: 20 }) }),
  fc.record({
    kind: fc.constant('enlarge' as const),
    at: fc.nat({ max: 20 }),
    times: fc.constantFrom(2, 50, 400),
  }),
);

const path = fc.oneof(
  fc
    .constantFrom(
      '?',
      '?x=1',
      '/',
      '//',
      '/..',
      '%00',
      '%',
      '%2e%2e',
      '?key[]=1&key[__proto__]=2',
      '#x',
      ';x=1',
      '?'.padEnd(8000, 'a'),
    )
    .map((text) => ({ how: 'append' as const, text })),
  fc
    .constantFrom(
      '/',
      '//',
      '/webhooks',
      '/webhooks/',
      '/webhooks/__proto__',
      '/webhooks/%E0%A4%A',
      '/webhooks/{{their-connection}}',
      '/webhooks/{{connection:contract}}/',
      '/slack/events/',
      '/SLACK/EVENTS',
      '/slack/install?team=x',
      '/healthz?x',
      '/metrics',
      '/constructor',
      '*',
    )
    .map((text) => ({ how: 'replace' as const, text })),
  fc
    .constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND')
    .map((text) => ({ how: 'method' as const, text })),
);

const none = <T>() => fc.constant([] as readonly T[]);

/** Generates recipes: most mutate the content alone, and are well signed. */
export const recipes: fc.Arbitrary<Recipe> = fc.record(
  {
    pick: fc.nat({ max: 1_000_000 }),
    content: fc.oneof(
      { weight: 9, arbitrary: fc.array(changes(junk), { minLength: 1, maxLength: 4 }) },
      { weight: 2, arbitrary: none<Change>() },
    ),
    bytes: fc.oneof(
      { weight: 8, arbitrary: none<ByteChange>() },
      { weight: 2, arbitrary: fc.array(byteChange, { minLength: 1, maxLength: 3 }) },
    ),
    headers: fc.oneof(
      { weight: 8, arbitrary: none<HeaderChange>() },
      { weight: 2, arbitrary: fc.array(headerChange, { minLength: 1, maxLength: 3 }) },
    ),
    path: fc.oneof({ weight: 19, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: path }),
    proof: fc.oneof(
      { weight: 17, arbitrary: fc.constant('good' as const) },
      { weight: 3, arbitrary: fc.constantFrom('none', 'wrong', 'old', 'early', 'of-another', 'junk') },
    ),
  },
  { requiredKeys: ['pick', 'content', 'bytes', 'headers', 'proof'] },
) as fc.Arbitrary<Recipe>;

/** Lists simpler recipes: each lacks one mutation. */
export function simpler(recipe: Recipe): Recipe[] {
  const without = <K extends 'content' | 'bytes' | 'headers'>(part: K): Recipe[] =>
    recipe[part].map((_, at) => ({ ...recipe, [part]: recipe[part].filter((__, index) => index !== at) }));
  const { path: _, ...rest } = recipe;
  return [
    ...without('content'),
    ...without('bytes'),
    ...without('headers'),
    ...(recipe.path ? [rest] : []),
    ...(recipe.proof === 'good' ? [] : [{ ...recipe, proof: 'good' as const }]),
  ];
}
