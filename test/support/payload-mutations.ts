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

/** A value in a payload, by its key in the value around it; the whole payload has neither. */
interface Place {
  readonly key?: string | number;
  readonly within?: Place;
}

/** One mutation: the value at a place is removed, replaced or made larger, or gets another beside it. */
export type Change =
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'replace'; readonly at: number; readonly by: Json }
  | { readonly kind: 'add'; readonly at: number; readonly key: string; readonly by: Json }
  | { readonly kind: 'wrap'; readonly at: number }
  | { readonly kind: 'nest'; readonly at: number; readonly depth: number }
  | { readonly kind: 'retype'; readonly at: number }
  | { readonly kind: 'enlarge'; readonly at: number; readonly times: number }
  | { readonly kind: 'rename'; readonly at: number; readonly key: string }
  | { readonly kind: 'copy'; readonly at: number; readonly from: number };

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists the places of all values of a payload, the root first. */
function placesIn(value: Json, place: Place = {}, found: Place[] = []): Place[] {
  found.push(place);
  if (Array.isArray(value)) for (const [key, item] of value.entries()) placesIn(item, { key, within: place }, found);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) placesIn(item, { key, within: place }, found);
  return found;
}

/** Returns the keys that lead to a place, from the root on. */
function pathTo({ key, within }: Place): Path {
  return key === undefined || !within ? [] : [...pathTo(within), key];
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

/** Returns a payload with one mutation. */
export function apply(value: Json, change: Change): Json {
  const places = placesIn(value);
  const place = (index: number): Path => pathTo(places[index % places.length] ?? {});
  const now = changed(value, place(change.at), (old) => {
    switch (change.kind) {
      case 'remove':
        return undefined;
      case 'replace':
        return change.by;
      case 'wrap':
        return [old];
      case 'nest':
        return nested(old, change.depth);
      case 'retype':
        return retyped(old);
      case 'enlarge':
        return enlarged(old, change.times);
      case 'rename':
        return renamed(old, change.key);
      case 'copy':
        return at(value, place(change.from));
      case 'add':
        return isObject(old) ? Object.fromEntries([...Object.entries(old), [change.key, change.by]]) : change.by;
    }
  });
  return now ?? null;
}

/** Wraps a value into so many lists and objects, by turns. */
function nested(value: Json, depth: number): Json {
  let whole = value;
  for (let level = 0; level < depth; level += 1) whole = level % 2 ? [whole] : { id: whole };
  return whole;
}

/** Returns a text for a number or a switch, a number for a text, and the values of an object. */
function retyped(value: Json): Json {
  if (typeof value === 'string') return Number.isFinite(Number(value)) ? Number(value) : value.length;
  if (typeof value === 'object') return value === null ? 'null' : Object.values(value);
  return String(value);
}

/** The most characters and items that a value grows to. */
const MOST_CHARACTERS = 1_200_000;
const MOST_ITEMS = 3000;

function enlarged(value: Json, wanted: number): Json {
  const times = Math.min(wanted, Math.ceil(MOST_CHARACTERS / (JSON.stringify(value).length + 1)));
  if (typeof value === 'string') return (value || ' ').repeat(times);
  if (Array.isArray(value))
    return Array.from({ length: times }, () => value as Json[])
      .flat()
      .slice(0, MOST_ITEMS);
  if (typeof value === 'number') return value * 10 ** times;
  if (!isObject(value)) return value;
  const [[, item] = ['', null]] = Object.entries(value);
  return { ...value, ...Object.fromEntries(Array.from({ length: Math.min(times, 500) }, (_, at) => [`x${at}`, item])) };
}

/** Gives the first field of an object another name. */
const renamed = (value: Json, key: string): Json =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item], index) => [index === 0 ? key : name, item]))
    : value;

const place = fc.nat({ max: 500 });

/** Generates single mutations. @param more junk besides the usual, such as ids of others */
export function changes(more: readonly Json[] = []): fc.Arbitrary<Change> {
  const junk = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...JUNK, ...more) },
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  );
  const key = fc.constantFrom(...KEYS);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: place }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace' as const), at: place, by: junk }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), at: place, key, by: junk }) },
    fc.record({ kind: fc.constant('wrap' as const), at: place }),
    fc.record({ kind: fc.constant('nest' as const), at: place, depth: fc.integer({ min: 2, max: 300 }) }),
    fc.record({ kind: fc.constant('retype' as const), at: place }),
    fc.record({ kind: fc.constant('enlarge' as const), at: place, times: fc.constantFrom(2, 30, 400, 5000) }),
    fc.record({ kind: fc.constant('rename' as const), at: place, key }),
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('copy' as const), at: place, from: place }) },
  );
}

/** Generates payloads that are a few mutations away from a valid one. */
export const mutationsOf = (good: Json): fc.Arbitrary<Json> =>
  fc.array(changes(), { minLength: 1, maxLength: 3 }).map((some) => some.reduce(apply, good));
