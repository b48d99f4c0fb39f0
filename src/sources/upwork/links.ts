import { freelancerKey, invitationUrl, jobKey, jobUrl, profileUrl } from './canonical-ids.js';

/**
 * The page of Upwork that a link leads to. `url` is the address without tracking and without the person's own words.
 */
export type UpworkLink =
  | { readonly to: 'job'; readonly key: string; readonly url: string }
  | { readonly to: 'invitation'; readonly uid: string; readonly url: string }
  | { readonly to: 'profile'; readonly key: string; readonly url: string };

/** Tells whether a host name is Upwork's own or one below it. `upwork.com.evil.example` and `notupwork.com` are not. */
export function isUpworkHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'upwork.com' || name.endsWith('.upwork.com');
}

const INVITATION = /^\/(?:nx|ab)\/proposals\/interview\/(?:uid\/)?(\d{15,20})(?:\/|$)/;

/** Matches an id after a slash, or after the words of a title and an underscore. */
const ID = /(?:^|[/_])(~0[12][0-9a-f]{14,22})(?=\/|$)/i;

const PROFILE = /^\/(?:freelancers|fl|o\/profiles\/users)\//;
const JOB = /(?:^|\/)(?:jobs?|apply|details)\//;

/**
 * Parses one link to Upwork, also without `https://`, with tracking parameters, or wrapped by a mail program's link
 * checker (nothing is fetched). Undefined for every other text.
 */
export function readUpworkLink(text: string): UpworkLink | undefined {
  const url = unwrapped(text.trim());
  if (!url || !isUpworkHost(url.hostname)) return undefined;
  const path = decoded(url.pathname).replaceAll('～', '~');
  const uid = INVITATION.exec(path)?.[1];
  if (uid) return { to: 'invitation', uid, url: invitationUrl(uid) };
  const id = ID.exec(path)?.[1] ?? ID.exec(`/${decoded(url.hash.slice(1))}`)?.[1];
  return id === undefined ? undefined : pageOf(path, id);
}

function pageOf(path: string, id: string): UpworkLink | undefined {
  if (PROFILE.test(path)) {
    const key = freelancerKey(id);
    const page = key && profileUrl(key);
    return key && page ? { to: 'profile', key, url: page } : undefined;
  }
  const key = JOB.test(path) ? jobKey(id) : undefined;
  return key ? { to: 'job', key, url: jobUrl(key) } : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Matches addresses in a text, with or without their scheme. */
const ADDRESS = /(?:https?:\/\/|(?<![\w@./-])(?:[\w-]+\.)*upwork\.com\/)[^\s<>"'`\\^{|}]+/gi;

/** Matches characters after an address that end a sentence or close a bracket. */
const AFTER = /(?<![.,;:!?)\]*_])[.,;:!?)\]*_]+$/;

/** Returns all links to Upwork in a text, each once, in their order. */
export function upworkLinksIn(text: string): readonly UpworkLink[] {
  const found = text.match(ADDRESS) ?? [];
  const links = found.flatMap((address) => readUpworkLink(address.replace(AFTER, '')) ?? []);
  return [...new Map(links.map((link) => [link.url, link])).values()];
}

/** Matches a link to Upwork that ends a line before its id, and the rest of it on the next line. */
const BROKEN =
  /(upwork\.com\/(?![^\s<>"]{0,500}~0[12])[^\s<>"]{0,500}[-/_=%])\r?\n((?![^\s<>"]{0,500}upwork\.com\/)[^\s<>"]{0,500}~0[12][0-9a-f]{14,22})/gi;

/** Joins the links to Upwork that a mail program has broken into two lines. */
export const joinedLinks = (text: string): string => text.replace(BROKEN, '$1$2');

/** The most nested wrappers that are opened. */
const DEEPEST = 4;

/** Removes the wrappers of mail programs around an address. */
function unwrapped(text: string): URL | undefined {
  let url = parsed(text);
  for (let depth = 0; url && depth < DEEPEST; depth += 1) {
    const inner: string | undefined = innerOf(url);
    if (inner === undefined) return url;
    url = parsed(inner);
  }
  return url;
}

function parsed(text: string): URL | undefined {
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The link wrappers of mail programs and gateways by their hosts, each with the way to the address inside. */
const WRAPPERS: readonly (readonly [RegExp, (url: URL) => string | null | undefined])[] = [
  [/\.safelinks\.protection\.outlook\.com$/, ({ searchParams }) => searchParams.get('url')],
  [/^(?:www\.)?google\.[a-z.]+$/, (url) => (url.pathname === '/url' ? queryOf(url, 'q', 'url') : undefined)],
  [/^slack-redir\.net$/, (url) => queryOf(url, 'url')],
  [/^linkprotect\.cudasvc\.com$/, (url) => queryOf(url, 'a')],
  [/ctp\.trendmicro\.com$/, (url) => queryOf(url, 'url')],
  [/\.protection\.sophos\.com$/, (url) => Buffer.from(queryOf(url, 'u') ?? '', 'base64').toString()],
  [/^secure-web\.cisco\.com$/, ({ pathname }) => decoded(/\/(https?%3a.+)$/i.exec(pathname)?.[1] ?? '')],
  [/^urldefense\.(?:proofpoint\.)?com$/, (url) => insideProofpoint(url)],
];

const queryOf = ({ searchParams }: URL, ...names: readonly string[]): string | undefined =>
  names.map((name) => searchParams.get(name)).find((value) => value !== null) ?? undefined;

/** Returns the address inside a link wrapper; undefined for other links. */
function innerOf(url: URL): string | undefined {
  const [, inside] = WRAPPERS.find(([host]) => host.test(url.hostname)) ?? [];
  return inside?.(url) || undefined;
}

/** The lengths of runs in version 3 of Proofpoint's links, from 2 on, by their letter. */
const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Reads Proofpoint's links. Version 2 writes `-` for a percent sign and `_` for a slash. Version 3 writes an asterisk
 * for each unusual character, or two and a letter for several, and all of them in base64 behind the address.
 */
function insideProofpoint(url: URL): string | undefined {
  if (url.pathname.startsWith('/v2/')) return decoded((queryOf(url, 'u') ?? '').replace(/-/g, '%').replace(/_/g, '/'));
  const [, address = '', base64 = ''] = /^https?:\/\/[^/]+\/v3\/__(https?:.+?)__;([\w-]*)/.exec(url.href) ?? [];
  const unusual = [...Buffer.from(base64, 'base64url').toString()];
  return address.replace(/\*(?:\*([\w-]))?/g, (_, run?: string) =>
    unusual.splice(0, run === undefined ? 1 : RUNS.indexOf(run) + 2).join(''),
  );
}
