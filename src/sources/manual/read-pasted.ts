import type { Draft } from '../../domain/model/event/draft.js';
import { idOfPage, pageOf } from '../../domain/model/job/page.js';
import type { Reading } from '../facts/deadline.js';
import { addressesIn, linesOf } from '../facts/lines.js';
import { readFacts } from '../facts/read-facts.js';
import { invitationKey, jobUrl } from '../upwork/keys.js';
import { isUpworkHost, upworkLinksIn } from '../upwork/links.js';
import { findTitle, letterOf } from './title.js';

/**
 * Reads what a person pasted: a link, the whole text of an invitation, a forwarded mail, or the post of another tool,
 * with links as `words <https://…>`. Any text gives a draft; nothing in it is assumed, and nothing is fetched.
 */
export function readPasted(text: string, reading: Reading): Draft {
  const { title: labelled, freelancer, prose, ...facts } = readFacts(linesOf(text), reading);
  const { title = labelled, prose: rest } = labelled ? { prose } : findTitle(prose, text);
  const { profile, ...identity } = identityIn(text);
  const person = { ...(freelancer && { name: freelancer }), ...profile };
  return {
    ...identity,
    ...facts,
    ...(title && { title }),
    letter: letterOf(rest),
    ...(Object.keys(person).length > 0 && { freelancer: person }),
  };
}

type Identity = Pick<Draft, 'job' | 'url' | 'keys'> & { readonly profile?: Draft['freelancer'] };

/** Reads the job, the invitation and the profile from the links: Upwork's, or else the first to another marketplace. */
function identityIn(text: string): Identity {
  const links = upworkLinksIn(text);
  const invitation = links.find((link) => link.to === 'invitation');
  const posted = links.find((link) => link.to === 'job');
  const profile = links.find((link) => link.to === 'profile');
  const job = posted ? { id: posted.key, url: jobUrl(posted.key) } : invitation ? undefined : jobElsewhere(text);
  return {
    ...(job && { job }),
    ...(invitation && { url: invitation.url }),
    keys: [invitationKey(invitation?.uid)].flatMap((key) => key ?? []),
    ...(profile && { profile: { id: profile.key, profileUrl: profile.url } }),
  };
}

/** Sites that tell of jobs of others. */
const TOOLS =
  /(?:^|\.)(?:slack\.com|vollna\.com|gigradar\.io|getmany\.(?:com|io)|google\.com|outlook\.com|mail\.[a-z.]+)$/i;

/** Reads the first link to a marketplace other than Upwork. */
function jobElsewhere(text: string): Draft['job'] {
  for (const address of addressesIn(text)) {
    const page = pageOf(address);
    const host = page && new URL(page).hostname;
    if (host && !isUpworkHost(host) && !TOOLS.test(host)) return { id: idOfPage(page), url: page };
  }
  return undefined;
}
