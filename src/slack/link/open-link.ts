import { requireLinking } from '../../domain/member/require-linking.js';
import { unlinkedPeople } from '../../domain/member/unlinked-people.js';
import type { Asked, OnClick } from '../asked.js';
import { linkModal } from './link-modal.js';

/** The modal opens at once, for Slack waits three seconds; the names come when the marketplace has answered. */
export async function openLink({ ports, by, say, client }: Asked, triggerId: string): Promise<void> {
  await requireLinking(ports, by);
  const { view } = await client.views.open({ trigger_id: triggerId, view: linkModal('unread', say) });
  const unlinked = await unlinkedPeople(ports, by.tenantId);
  if (view?.id) await client.views.update({ view_id: view.id, view: linkModal(unlinked, say) });
}

/** The button on the Home tab. */
export const clickLink: OnClick = async (click) => {
  await click.ack();
  await openLink(click, click.body.trigger_id);
};
