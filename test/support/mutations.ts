import fc from 'fast-check';

/** JSON, as it is on the wire. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Values that break code which trusts a payload. */
const JUNK: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x',
  'T1',
  '__proto__',
  'constructor',
  'view_submission',
  '\u0000',
  '\uD800',
  '👩🏽‍💻',
  'x'.repeat(5000),
  '{"inviteId":null}',
  '2026-02-30T25:61:61Z',
  'https://user:pw@[::1',
  [],
  {},
  [null],
  [[]],
  { id: null },
  { $ne: null },
  { '': {} },
  JSON.parse('{"__proto__":{"id":"x"}}') as Json,
];

/** Keys that this kind of payload lacks, and that make Bolt or Express read it as another kind. */
const KEYS = [
  ...['type', 'event', 'command', 'name', 'actions', 'view', 'user', 'user_id', 'team', 'team_id', 'enterprise'],
  ...['enterprise_id', 'authorizations', 'is_enterprise_install', 'function_data', 'bot_access_token', 'channel'],
  ...['response_url', 'response_urls', 'item', 'subteam', 'state', 'value', 'selected_option', 'payload', 'bot_id'],
  ...['ssl_check', 'challenge', 'assistant_thread', 'message', 'data', 'id', '__proto__', 'constructor', 'length'],
] as const;

type Path = readonly (string | number)[];

/** One mutation: the value at a place is removed, replaced, or gets another beside it. */
type Change =
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'replace'; readonly at: number; readonly by: Json }
  | { readonly kind: 'add'; readonly at: number; readonly key: string; readonly by: Json }
  | { readonly kind: 'wrap'; readonly at: number }
  | { readonly kind: 'copy'; readonly at: number; readonly from: number };

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists the paths of all values of a payload, the root first. */
function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item: Json, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item as Json, [...path, key]));
  return [path, ...inner];
}

const at = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => (inner as Readonly<Record<string | number, Json>>)[key] ?? null, value);

/** Returns the value with `change` applied at the path; undefined removes what is there. */
function changed(value: Json, [key, ...rest]: Path, change: (old: Json) => Json | undefined): Json | undefined {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => {
      const now = index === key ? changed(item, rest, change) : item;
      return now === undefined ? [] : [now];
    });
  }
  const entries = Object.entries(value as Record<string, Json>).flatMap(([name, item]) => {
    const now = name === key ? changed(item, rest, change) : item;
    return now === undefined ? [] : [[name, now] as const];
  });
  return Object.fromEntries(entries);
}

function apply(value: Json, change: Change): Json {
  const places = placesIn(value);
  const place = (index: number) => places[index % places.length] ?? [];
  const now = changed(value, place(change.at), (old) => {
    switch (change.kind) {
      case 'remove':
        return undefined;
      case 'replace':
        return change.by;
      case 'wrap':
        return [old];
      case 'copy':
        return at(value, place(change.from));
      case 'add':
        return isObject(old) ? Object.fromEntries([...Object.entries(old), [change.key, change.by]]) : change.by;
    }
  });
  return now ?? null;
}

const place = fc.nat({ max: 500 });
const junk = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...JUNK) },
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('remove' as const), at: place }),
  fc.record({ kind: fc.constant('replace' as const), at: place, by: junk }),
  fc.record({ kind: fc.constant('add' as const), at: place, key: fc.constantFrom(...KEYS), by: junk }),
  fc.record({ kind: fc.constant('wrap' as const), at: place }),
  fc.record({ kind: fc.constant('copy' as const), at: place, from: place }),
);

/** Generates payloads that are a few mutations away from a valid one. */
export const mutationsOf = (good: Json): fc.Arbitrary<Json> =>
  fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => changes.reduce(apply, good));
