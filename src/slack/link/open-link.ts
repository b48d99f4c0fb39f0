import { Refusal } from '../../domain/errors.js';
import { requireAdmin } from '../../domain/member/require-role.js';
import type { Asked, OnClick } from '../asked.js';
import { faultFields } from '../slack-trouble.js';
import { linkModal, type Unlinked } from './link-modal.js';

/** The modal opens at once, for Slack waits three seconds; the names come when the marketplace has answered. */
export async function openLink(asked: Asked, triggerId: string): Promise<void> {
  const { ports, by, say, client } = asked;
  await requireAdmin(ports, by);
  if (!(await ports.connections.of(by.tenantId))) throw new Refusal('tenant.notConnected');
  const { view } = await client.views.open({ trigger_id: triggerId, view: linkModal('unread', say) });
  const names = await unlinked(asked);
  if (view?.id) await client.views.update({ view_id: view.id, view: linkModal(names, say) });
}

/** The button on the Home tab. */
export const clickLink: OnClick = async (click) => {
  await click.ack();
  await openLink(click, click.body.trigger_id);
};

async function unlinked({ ports, by: { tenantId } }: Asked): Promise<Unlinked> {
  try {
    const [people, members] = await Promise.all([ports.marketplace.members(tenantId), ports.members.all(tenantId)]);
    const linked = new Set(members.map(({ person }) => person?.id));
    return people.filter(({ id }) => !linked.has(id));
  } catch (error) {
    ports.log.warn({ tenantId, ...faultFields(error) }, 'the marketplace did not list its people');
    return 'unanswered';
  }
}
