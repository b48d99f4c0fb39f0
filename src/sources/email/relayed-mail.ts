import { type Mail, type Mailbox, mailboxesFrom } from './mail.js';
import { domainOf, isSameMailbox } from './mail-address.js';

/*
 * Mailing lists, forwarding rules, and services that mask an address stand between a sender and Baton. Each keeps another
 * part of who sent a mail and to whom. Their headers prove nothing: anybody can write them.
 */

type Headers = Mail['headers'];

/** The most of a header with a mailbox that is read, in characters. */
const LONGEST = 1000;

/** Matches an address from its beginning on: each word is searched once. */
export const ADDRESS = /(?<![^\s<>[\]()"',;:])[^\s<>[\]()"',;:]+@[\w.-]+/;

/** Reads `Name <a@b.example>`, `"Name" [mailto:a@b.example]` or a bare address. */
export function mailboxIn(text = ''): Mailbox | undefined {
  const { 0: address, index } = (text.length <= LONGEST && ADDRESS.exec(text)) || {};
  if (address === undefined) return undefined;
  const name = text
    .slice(0, index)
    .replace(/mailto:$/i, '')
    .replace(/["'<[(]/g, '');
  return { name: name.trim(), address: address.toLowerCase() };
}

const valuesOf = (headers: Headers, names: ReadonlySet<string>): string[] =>
  headers.filter(({ name }) => names.has(name)).map(({ value }) => value);

/**
 * Headers in which mail servers, forwarding rules of Gmail, Exchange and Fastmail, and people who redirect a mail note
 * an address that it came by.
 */
const DELIVERED: ReadonlySet<string> = new Set([
  ...['delivered-to', 'x-original-to', 'x-forwarded-for', 'x-forwarded-to', 'envelope-to', 'x-envelope-to'],
  ...['x-delivered-to', 'x-original-delivered-to', 'x-resolved-to', 'resent-from', 'resent-to'],
  ...['x-ms-exchange-forwardingloop', 'x-ms-exchange-inbox-rules-loop'],
]);

/** Returns the mailboxes that a mail came by, the first one first. */
export const deliveredTo = (headers: Headers): Mailbox[] =>
  valuesOf(headers, DELIVERED)
    .toReversed()
    .flatMap((value) => value.split(/[\s,;]+/).flatMap((address) => mailboxIn(address) ?? []));

/** Headers in which a mailing list names itself. */
const LISTS: ReadonlySet<string> = new Set([
  'list-post',
  'mailing-list',
  'list-id',
  'x-google-group-id',
  'x-beenthere',
]);

/** Returns the addresses of the mailing lists that a mail came by: `List-Id` writes a point in place of the `@`. */
export const listsOf = (headers: Headers): string[] =>
  valuesOf(headers, LISTS).flatMap((value) => {
    const id = /<([^\s<>@]+)>/.exec(value.slice(0, LONGEST))?.[1]?.replace('.', '@');
    return mailboxIn(value)?.address ?? mailboxIn(id)?.address ?? [];
  });

/** Headers in which lists and masking services keep the sender whom they replace. */
const SENDERS: ReadonlySet<string> = new Set(['x-original-from', 'x-original-sender', 'x-simplelogin-original-from']);

/** Matches the address that Apple makes of a sender's: `name_at_domain_example_<letters>@icloud.com`. */
const BY_APPLE = /^([^@]+?)_at_([^@]{1,300})@(?:privaterelay\.appleid|icloud)\.com$/;

/** Returns the senders whom a list or a masking service may have replaced with an address of its own. */
export function replacedSenders({ from, headers }: Mail): Mailbox[] {
  const kept = valuesOf(headers, SENDERS);
  const answers = / via /i.test(from?.name ?? '') ? valuesOf(headers, new Set(['reply-to'])) : [];
  return [...[...kept, ...answers].flatMap((value) => mailboxIn(value) ?? []), ...beforeApple(from)];
}

function beforeApple(from: Mailbox | undefined): Mailbox[] {
  const [, local, rest = ''] = BY_APPLE.exec(from?.address ?? '') ?? [];
  if (local === undefined) return [];
  const labels = rest.split('_').slice(0, 8);
  return labels.flatMap((_, at) => {
    const domain = labels.slice(0, at + 1).join('.');
    return at === 0 ? [] : mailboxesFrom(from?.name ?? '', `${local}@${domain}`);
  });
}

/** Domains of services that give each sender an address of its own, which nobody else knows. */
const MASKS: readonly string[] = [
  ...['privaterelay.appleid.com', 'duck.com', 'mozmail.com', 'passmail.net', 'passmail.com', 'passinbox.com'],
  ...['passfwd.com', 'simplelogin.com', 'simplelogin.co', 'simplelogin.fr', 'slmail.me', 'aleeas.com', '8alias.com'],
  ...['8shield.net', 'dralias.com', 'anonaddy.com', 'anonaddy.me', 'addy.io'],
];

const RESOLVED: ReadonlySet<string> = new Set(['x-resolved-to']);

/**
 * Returns the recipients that are masks. Apple and Fastmail make them at the domain of real mailboxes, too: Apple's are
 * known by their name or by the sender, Fastmail's by the mailbox that they resolve to.
 */
export function masksOf({ from, to, headers }: Mail): string[] {
  const isRelayed = BY_APPLE.test(from?.address ?? '');
  const resolved = valuesOf(headers, RESOLVED).map((value) => mailboxIn(value)?.address);
  const isMask = ({ name, address }: Mailbox): boolean => {
    const domain = domainOf(address);
    if (domain === 'icloud.com') return isRelayed || /^hide my email$/i.test(name);
    if (domain === 'fastmail.com') return resolved.length > 0 && !resolved.includes(address);
    return MASKS.some((one) => domain === one || domain.endsWith(`.${one}`));
  };
  return to.filter(isMask).map(({ address }) => address);
}

/** Tells whether an address is one of these. */
export const isAmong = (address: string, others: readonly string[]): boolean =>
  others.some((one) => isSameMailbox(address, one));
