import { findPeople } from '../../domain/member/find-people.js';
import type { OnLookUp } from '../asked.js';
import { OPTION_TEXT, option } from '../blocks/inputs.js';
import { encodeColleague } from '../refer/colleague.js';
import { personListing, toldApart } from '../refer/told-apart.js';
import { knownName } from '../words/former-name.js';

/** Slack's limit. */
const OPTIONS = 100;

/** The agency's own people on the marketplace, by name or email address; whose account is taken is said. */
export const lookUpPeople: OnLookUp = async ({ ports, by, say, query, ack }) => {
  const people = await findPeople(ports, by, query);
  const shown = toldApart(people.map(personListing), OPTION_TEXT);
  const options = people.flatMap(({ id, email, holder }, at) => {
    const value = encodeColleague({ kind: 'person', personId: id });
    const about = holder === undefined ? email : say.plain('link.taken', { name: knownName(holder, say) });
    return value ? [option(value, shown[at] ?? '', about)] : [];
  });
  await ack({ options: options.slice(0, OPTIONS) });
};
