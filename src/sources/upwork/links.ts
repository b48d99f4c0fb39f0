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
  const path = decoded(url.pathname);
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

/** Returns the address inside a link wrapper of Outlook, Gmail or Proofpoint; undefined for other links. */
function innerOf({ hostname, pathname, searchParams, href }: URL): string | undefined {
  if (hostname.endsWith('.safelinks.protection.outlook.com')) return searchParams.get('url') ?? undefined;
  if (/^(www\.)?google\.[a-z.]+$/.test(hostname) && pathname === '/url')
    return searchParams.get('q') ?? searchParams.get('url') ?? undefined;
  if (hostname === 'urldefense.com' || hostname === 'urldefense.proofpoint.com')
    return /^(https?:.+?)__;/.exec(href.split('/v3/__')[1] ?? '')?.[1];
  return undefined;
}
