import { findPeople } from '../../domain/member/find-people.js';
import type { OnLookUp } from '../asked.js';
import { option } from '../blocks/inputs.js';
import { encodeColleague } from '../refer/colleague.js';
import { knownName } from '../words/former-name.js';

/** Slack's limit. */
const OPTIONS = 100;

/** The agency's own people on the marketplace, by name or email address; whose account is taken is said. */
export const lookUpPeople: OnLookUp = async ({ ports, by, say, query, ack }) => {
  const people = await findPeople(ports, by, query);
  const options = people.flatMap(({ id, name, email, holder }) => {
    const value = encodeColleague({ kind: 'person', personId: id, name });
    const about = holder === undefined ? email : say.plain('link.taken', { name: knownName(holder, say) });
    return value ? [option(value, name, about)] : [];
  });
  await ack({ options: options.slice(0, OPTIONS) });
};
