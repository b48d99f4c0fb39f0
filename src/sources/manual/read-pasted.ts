import type { InvitationDraft } from '../../domain/model/event/invitation-draft.js';
import { idOfPage, jobPageUrl } from '../../domain/model/job/job-page-url.js';
import { withoutMarkdownLinks } from '../../lib/markdown-links.js';
import type { Reading } from '../facts/parse-deadline.js';
import { headerAt, LOOKED_AT, SUBJECT_PREFIX, unquoted, withHeaderLines } from '../facts/quoted-header.js';
import { readFacts } from '../facts/read-facts.js';
import { addressesIn, linesOf, wordsOf } from '../facts/text-lines.js';
import { decodedText, htmlToText } from '../plain-text.js';
import { invitationKey, jobUrl } from '../upwork/canonical-ids.js';
import { isUpworkHost, joinedLinks, upworkLinksIn } from '../upwork/links.js';
import { findTitle, letterOf } from './find-title.js';
import { decodedSource } from './mail-source.js';

/**
 * Reads a pasted text: a link, the whole text of an invitation, a forwarded mail, the source of a mail, or the post of
 * another tool, with links as `words <https://…>` and HTML entities decoded. Any text gives a draft. Nothing is guessed,
 * and nothing is fetched.
 */
export function readPasted(given: string, reading: Reading): InvitationDraft {
  const text = withPlainHeaders(joinedLinks(withoutMarkdownLinks(decodedText(withoutHtml(decodedSource(given))))));
  const { title: labelled, freelancer, prose, unread, deadlines, ...facts } = readFacts(linesOf(text), reading);
  const { title = labelled, prose: rest } = labelled ? { prose } : findTitle(prose, text, new Set(unread));
  const { profile, ...identity } = identityIn(text);
  const person = { ...(freelancer && { name: freelancer }), ...profile };
  return {
    ...identity,
    ...facts,
    ...(title && { title }),
    ...(deadlines[0] && { expiresAt: deadlines[0].at }),
    letter: letterOf(rest),
    ...(Object.keys(person).length > 0 && { freelancer: person }),
  };
}

/** Matches what the source of a mail or a page has, and no text about HTML. */
const HTML = /<(?:!doctype html|html|body)\b[^<>]{0,500}>|<a\s[^<>]{0,500}\bhref=/i;

/** Returns the words of a text that was copied from the source of a mail or a page. */
const withoutHtml = (text: string): string => (HTML.test(text) ? htmlToText(text) : text);

/** Matches a line of quotation marks alone. */
const MARKS_ALONE = /^>[>\s]*$/;

/**
 * Writes the header of a forwarded mail, in any language of a mail program, as its subject alone, and the mail below
 * it, or a text that is quoted to its end, without quotation marks.
 */
function withPlainHeaders(text: string): string {
  const lines = withoutMarks(linesOf(withHeaderLines(text)).map((line) => (MARKS_ALONE.test(line) ? '' : line)));
  for (let at = 0; at < Math.min(lines.length, LOOKED_AT); at += 1) {
    const quoted = headerAt(lines, at);
    if (!quoted) continue;
    const subject = `Subject: ${quoted.header.subject.replace(SUBJECT_PREFIX, '')}`;
    lines.splice(at, lines.length - at, subject, ...lines.slice(at + quoted.length).map(unquoted));
  }
  return lines.join('\n');
}

/** Removes the quotation marks of lines where all words are quoted from the first such line to the end of the text. */
function withoutMarks(lines: readonly string[]): string[] {
  const isQuoted = (line: string) => line.startsWith('>');
  const first = lines.findIndex(isQuoted);
  const quoted = first < 0 ? [] : lines.slice(first);
  return quoted.every((line) => isQuoted(line) || wordsOf(line) === '')
    ? [...lines.slice(0, lines.length - quoted.length), ...quoted.map(unquoted)]
    : [...lines];
}

type Identity = Pick<InvitationDraft, 'job' | 'url' | 'keys' | 'otherJobs'> & {
  readonly profile?: InvitationDraft['freelancer'];
};

/**
 * Reads the job, the invitation and the profile from the links: those of Upwork, or else the first link to another
 * marketplace.
 */
function identityIn(text: string): Identity {
  const links = upworkLinksIn(text);
  const invitations = links.filter((link) => link.to === 'invitation');
  const posted = links.filter((link) => link.to === 'job');
  const profile = links.find((link) => link.to === 'profile');
  const elsewhere = jobsElsewhere(text);
  const [invitation] = invitations;
  const jobs = posted.map(({ key }) => ({ id: key, url: jobUrl(key) }));
  const [job] = jobs.length || invitation ? jobs : elsewhere;
  const otherJobs = Math.max(jobs.length, invitations.length) + (isLinksAlone(text) ? elsewhere.length : 0) - 1;
  return {
    ...(job && { job }),
    ...(otherJobs > 0 && { otherJobs }),
    ...(invitation && { url: invitation.url }),
    keys: [invitationKey(invitation?.uid)].flatMap((key) => key ?? []),
    ...(profile && { profile: { id: profile.key, profileUrl: profile.url } }),
  };
}

/**
 * Tells whether a text has links alone. Beside other words a link need not lead to a job: it may be the client's own
 * site.
 */
const isLinksAlone = (text: string): boolean => linesOf(text).every((line) => /^[\p{P}\s]*$/u.test(wordsOf(line)));

/** Matches sites of tools that report jobs of other marketplaces. */
const TOOLS =
  /(?:^|\.)(?:slack\.com|vollna\.com|gigradar\.io|getmany\.(?:com|io)|google\.com|outlook\.com|mail\.[a-z.]+)$/i;

/** Reads the links to marketplaces other than Upwork, each page once. */
function jobsElsewhere(text: string): NonNullable<InvitationDraft['job']>[] {
  const jobs = addressesIn(text).flatMap((address) => jobAt(address) ?? []);
  return [...new Map(jobs.map((job) => [job.id, job])).values()];
}

function jobAt(address: string): InvitationDraft['job'] {
  const page = jobPageUrl(address);
  const host = page && new URL(page).hostname;
  return host && !isUpworkHost(host) && !TOOLS.test(host) ? { id: idOfPage(page), url: page } : undefined;
}
