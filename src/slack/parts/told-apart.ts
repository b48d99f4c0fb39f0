import type { Person } from '../../domain/model/invite/invite.js';
import type { OfferedColleague } from '../../domain/referring/find-colleagues.js';
import { fold } from '../../lib/folding.js';
import { isBlank, tidy } from '../words/text.js';

/** Stands between a name and what tells it from the same name of another. */
const BESIDE = ' · ';

/** How long what stands beside a name may be: the name must be seen, too. */
const MARK_LIMIT = 36;

/** Somebody in a list, and what may stand beside their name, the best first; an id, which all have, comes last. */
export interface Listing {
  readonly name: string;
  readonly marks: readonly (string | undefined)[];
}

/** A colleague, whom Slack knows by their handle. */
export const colleagueListing = ({ slackUserId, name, handle, email }: OfferedColleague): Listing => ({
  name: isBlank(name) ? slackUserId : name,
  marks: [handle && `@${handle}`, email, slackUserId],
});

/** Somebody on the marketplace. */
export const personListing = ({ id, name, email, title, profileUrl }: Person): Listing => ({
  name: isBlank(name) ? id : name.trim(),
  marks: [email, title, profileUrl?.replace(/^https?:\/\//, ''), id],
});

/** How each is shown, in at most `max` units: names that look alike have beside them what differs. */
export function toldApart(people: readonly Listing[], max: number): string[] {
  const looks = people.map(({ name }) => fold(tidy(name, max)));
  const alike = new Map<string | undefined, Listing[]>();
  for (const [at, one] of people.entries()) alike.set(looks[at], [...(alike.get(looks[at]) ?? []), one]);
  return people.map((one, at) => {
    const others = (alike.get(looks[at]) ?? []).filter((other) => other !== one);
    const mark = others.length ? markOf(one, others) : undefined;
    if (!mark) return tidy(one.name, max);
    return `${tidy(one.name, max - BESIDE.length - mark.length)}${BESIDE}${mark}`;
  });
}

function markOf({ marks }: Listing, others: readonly Listing[]): string | undefined {
  const taken = new Set(others.flatMap((other) => other.marks.map(shownMark)));
  return marks.map(shownMark).find((mark) => mark && !taken.has(mark));
}

const shownMark = (mark: string | undefined): string => tidy(mark?.trim() ?? '', MARK_LIMIT);

/** The name in what `toldApart` shows. */
export const nameIn = (shown: string): string => shown.split(BESIDE, 1)[0] ?? '';
