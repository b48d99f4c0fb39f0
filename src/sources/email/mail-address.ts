import { domainToASCII } from 'node:url';

/** A host name of at least two labels, in ASCII. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;

/** A domain as mail is sent to it, in lower case and ASCII (RFC 5890); undefined for every other text. */
export function mailDomain(text: string): string | undefined {
  const domain = domainToASCII(text.replace(/\.$/, '')).toLowerCase();
  return DOMAIN.test(domain) ? domain : undefined;
}

/** Returns an address in lower case with its domain in ASCII, for comparing; the text itself where it is no address. */
export function comparable(address: string): string {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(address.trim().toLowerCase()) ?? [];
  const ascii = mailDomain(domain);
  return ascii ? `${local}@${ascii}` : address.trim().toLowerCase();
}

/** Returns the domain of an address, for comparing. */
export const domainOf = (address: string): string => comparable(address).split('@').at(-1) ?? '';

/** Tells whether mail to both addresses arrives in one mailbox: the text after a plus sign is ignored. */
export const isSameMailbox = (one: string, other: string): boolean => mailboxOf(one) === mailboxOf(other);

const mailboxOf = (address: string): string => comparable(address).replace(/^([^+@]*)\+[^@]*@/, '$1@');

/** Reads a pasted address, also as `Name <a@b.example>`, as a `mailto:` link, or at the end of a sentence. */
export function pastedAddress(text: string): string | undefined {
  const found = /(?:^|[\s<>|])(?:mailto:)?([^\s@<>"|:;,]+@[^\s@<>"|:;,]+?)\.?(?=[\s<>"|;,]|$)/i.exec(
    text.replace(/\p{Cf}/gu, ''),
  )?.[1];
  if (!found || text.split('@').length > 3) return undefined;
  const address = found.toLowerCase();
  return mailDomain(address.split('@')[1] ?? '') ? address : undefined;
}

/** Reads a domain, also from an address, a link, or behind `*.`. */
export function pastedDomain(text: string): string | undefined {
  const host = text
    .replace(/\p{Cf}/gu, '')
    .replace(/^<?(?:https?:\/\/|mailto:)?/i, '')
    .replace(/^.*@/, '')
    .replace(/^\*?\./, '')
    .replace(/[/|>?#:].*$/, '');
  return mailDomain(host);
}
