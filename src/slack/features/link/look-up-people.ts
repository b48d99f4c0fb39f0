import { findPeople } from '../../../domain/people/find-people.js';
import { OPTION_TEXT, option } from '../../blocks/inputs.js';
import { encodeColleague } from '../../parts/colleague.js';
import { personListing, toldApart } from '../../parts/told-apart.js';
import type { OnLookUp } from '../../reply/request-context.js';
import { knownName } from '../../words/former-name.js';

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
