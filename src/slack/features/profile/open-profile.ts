import { Refusal } from '../../../domain/model/errors.js';
import type { OnClick } from '../../reply/request-context.js';
import { profileModal } from './profile-modal.js';

/** The button on the Home tab. @throws Refusal when the directory does not know them yet. */
export const clickProfile: OnClick = async ({ ports, by, say, client, body, ack }) => {
  await ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (!member) throw new Refusal('member.unknown');
  await client.views.open({ trigger_id: body.trigger_id, view: profileModal(member, say) });
};
