import type { Person } from '../../domain/model/person/person.js';
import type { OfferedColleague } from '../../domain/referring/find-colleagues.js';
import { fold } from '../../lib/accent-folding.js';
import { countEach } from '../../lib/count-each.js';
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
  const marked = people.map(({ name, marks }) => ({
    name,
    look: fold(truncate(name, max)),
    marks: [...new Set(marks.map(shortMark))].filter(Boolean),
  }));
  const looks = countEach(marked.map(({ look }) => look));
  const known = countEach(marked.flatMap(({ look, marks }) => marks.map((mark) => `${mark} ${look}`)));
  return marked.map(({ name, look, marks }) => {
    const isAlone = looks.get(look) === 1;
    const mark = isAlone ? undefined : marks.find((one) => known.get(`${one} ${look}`) === 1);
    return mark ? `${truncate(name, max - BESIDE.length - mark.length)}${BESIDE}${mark}` : truncate(name, max);
  });
}

const shortMark = (mark: string | undefined): string => truncate(mark?.trim() ?? '', MARK_LIMIT);

/** Returns the name in a text that `distinguish` rendered. */
export const nameIn = (shown: string): string => shown.split(BESIDE, 1)[0] ?? '';
