import { findPeople } from '../../domain/member/find-people.js';
import type { OnLookUp } from '../asked.js';
import { option } from '../blocks/inputs.js';
import { encodeColleague } from '../refer/colleague.js';

/** Slack's limit. */
const OPTIONS = 100;

/** The agency's own people on the marketplace, by name or email address. */
export const lookUpPeople: OnLookUp = async ({ ports, by, query, ack }) => {
  const people = await findPeople(ports, by, query);
  const options = people.flatMap(({ id, name, email }) => {
    const value = encodeColleague({ kind: 'person', personId: id, name });
    return value ? [option(value, name, email)] : [];
  });
  await ack({ options: options.slice(0, OPTIONS) });
};
