import { unlinkedPeople } from '../../../domain/people/unlinked-people.js';
import { requireLinking } from '../../../domain/permissions/require-linking.js';
import type { OnClick, Opening } from '../../reply/request-context.js';
import { linkModal } from './link-modal.js';

/** The modal opens at once, for Slack waits three seconds; the names come when the marketplace has answered. */
export async function openLink({ ports, by, say, client, ack }: Opening, triggerId: string): Promise<void> {
  await requireLinking(ports, by);
  await ack();
  const { view } = await client.views.open({ trigger_id: triggerId, view: linkModal('unread', say) });
  const unlinked = await unlinkedPeople(ports, by.tenantId);
  if (view?.id) await client.views.update({ view_id: view.id, view: linkModal(unlinked, say) });
}

/** The button on the Home tab. */
export const clickLink: OnClick = (click) => openLink(click, click.body.trigger_id);
