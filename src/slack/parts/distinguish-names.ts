import type { Person } from '../../domain/model/person/person.js';
import type { OfferedColleague } from '../../domain/referring/find-colleagues.js';
import { fold } from '../../lib/accent-folding.js';
import { isBlank, truncate } from '../words/truncate-and-escape.js';

/** The separator between a name and the mark that distinguishes it. */
const BESIDE = ' · ';

/** The longest mark, in characters, so that the name stays visible. */
const MARK_LIMIT = 36;

/** A name in a list, with the marks that can distinguish it from the same name: the best first, the id last. */
export interface Listing {
  readonly name: string;
  readonly marks: readonly (string | undefined)[];
}

/** Returns the list entry of a colleague, with the Slack handle as the first mark. */
export const colleagueListing = ({
  slackUserId,
  name,
  handle,
  email,
}: Pick<OfferedColleague, 'slackUserId' | 'name' | 'handle' | 'email'>): Listing => ({
  name: isBlank(name) ? slackUserId : name,
  marks: [handle && `@${handle}`, email, slackUserId],
});

/** Returns the list entry of a marketplace account. */
export const personListing = ({ id, name, email, title, profileUrl }: Person): Listing => ({
  name: isBlank(name) ? id : name.trim(),
  marks: [email, title, profileUrl?.replace(/^https?:\/\//, ''), id],
});

/** Renders each name in at most `max` characters. Where names look alike, adds the first mark that differs. */
export function distinguish(people: readonly Listing[], max: number): string[] {
  const looks = people.map(({ name }) => fold(truncate(name, max)));
  const marked = people.map(({ name, marks }) => ({ name, marks: marks.map(shortMark) }));
  const alike = new Map<string | undefined, Marked[]>();
  for (const [at, one] of marked.entries()) alike.set(looks[at], [...(alike.get(looks[at]) ?? []), one]);
  return marked.map((one, at) => {
    const others = (alike.get(looks[at]) ?? []).filter((other) => other !== one);
    const mark = others.length ? markOf(one, others) : undefined;
    if (!mark) return truncate(one.name, max);
    return `${truncate(one.name, max - BESIDE.length - mark.length)}${BESIDE}${mark}`;
  });
}

/** One person of a list, with each mark as it would be rendered. */
interface Marked {
  readonly name: string;
  readonly marks: readonly string[];
}

function markOf({ marks }: Marked, others: readonly Marked[]): string | undefined {
  const taken = new Set(others.flatMap((other) => other.marks));
  return marks.find((mark) => mark && !taken.has(mark));
}

const shortMark = (mark: string | undefined): string => truncate(mark?.trim() ?? '', MARK_LIMIT);

/** Returns the name in a text that `distinguish` rendered. */
export const nameIn = (shown: string): string => shown.split(BESIDE, 1)[0] ?? '';
