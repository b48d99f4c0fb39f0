import { requireAdmin } from '../../domain/member/require-role.js';
import type { OnLookUp } from '../asked.js';
import { option } from '../blocks/inputs.js';
import { encodeColleague } from '../refer/colleague.js';

/** Slack's limit. */
const OPTIONS = 100;

/** The agency's own people on the marketplace, by name or email address. */
export const lookUpPeople: OnLookUp = async ({ ports, by, query, ack }) => {
  await requireAdmin(ports, by);
  const wanted = query.trim().toLowerCase();
  const people = await ports.marketplace.members(by.tenantId);
  const options = people
    .filter(({ name, email = '' }) => name.toLowerCase().includes(wanted) || email.toLowerCase().includes(wanted))
    .flatMap(({ id, name, email }) => {
      const value = encodeColleague({ kind: 'person', personId: id, name });
      return value ? [option(value, name, email)] : [];
    });
  await ack({ options: options.slice(0, OPTIONS) });
};
