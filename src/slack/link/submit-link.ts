import { linkMember } from '../../domain/member/link-member.js';
import type { OnSubmission } from '../asked.js';
import { pickedIn, userIn } from '../fields.js';
import { LOOKUP } from '../ids.js';
import { notice } from '../notice.js';
import { decodeColleague } from '../refer/colleague.js';
import { knownName } from '../words/former-name.js';
import { FIELD } from './link-modal.js';

/** Nobody picked on the marketplace's side unlinks the member. */
export const submitLink: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const chosen = pickedIn(view, FIELD.person, LOOKUP.person);
  const picked = decodeColleague(chosen);
  if (chosen && !picked) return ack({ response_action: 'errors', errors: { [FIELD.person]: say.plain('link.pick') } });
  const personId = picked?.kind === 'person' ? picked.personId : null;
  const { name, person } = await linkMember(ports, by, userIn(view, FIELD.member) ?? '', personId);
  const done = person
    ? say.plain('link.linked', { name, person: person.name })
    : say.plain('link.unlinkedNow', { name: knownName(name, say) });
  await ack({ response_action: 'update', view: notice(say, done) });
};
