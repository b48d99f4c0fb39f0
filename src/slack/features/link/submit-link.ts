import { type Linking, linkMember } from '../../../domain/people/link-member.js';
import { decodeColleague } from '../../parts/colleague.js';
import { hasField, pickedIn, userIn } from '../../reply/form-values.js';
import { LOOKUP } from '../../reply/ids.js';
import { notice } from '../../reply/notice.js';
import type { OnSubmission } from '../../reply/request-context.js';
import { knownName } from '../../words/former-name.js';
import type { Words } from '../../words/words.js';
import { FIELD } from './link-modal.js';

/** Nobody picked on the marketplace's side unlinks the member; a payload that lacks the field does not. */
export const submitLink: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const chosen = pickedIn(view, FIELD.person, LOOKUP.person);
  const picked = decodeColleague(chosen);
  const isUnclear = chosen ? !picked : !hasField(view, FIELD.person, LOOKUP.person);
  if (isUnclear) return ack({ response_action: 'errors', errors: { [FIELD.person]: say.plain('link.pick') } });
  const personId = picked?.kind === 'person' ? picked.personId : null;
  const linking = await linkMember(ports, by, userIn(view, FIELD.member) ?? '', personId);
  await ack({ response_action: 'update', view: notice(say, doneText(linking, say)) });
};

/** A link that was replaced is named, for it may have been the right one. */
function doneText({ member, before }: Linking, say: Words): string {
  const name = knownName(member.name, say);
  const { person } = member;
  if (!person) return say.plain('link.unlinkedNow', { name });
  if (!before || before.id === person.id) return say.plain('link.linked', { name, person: person.name });
  return say.plain('link.relinked', { name, person: person.name, before: before.name });
}
