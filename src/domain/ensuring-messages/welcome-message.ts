import type { Message, MessageToEnsure } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { todo } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/** Makes the welcome message to the installer, one for each time that the tenant becomes active. */
export const welcomeMessage = ({ tenantId, activeSince }: Tenant, to: string): MessageToEnsure => ({
  id: MESSAGE_IDS.welcome(to, activeSince),
  tenantId,
  kind: 'welcome',
  to,
  wanted: 1,
});

/** Updates an existing welcome message once a marketplace is connected. */
export async function renewWelcome(ports: Ports, tenant: Tenant): Promise<Message | null> {
  const welcome = tenant.installedBy && welcomeMessage(tenant, tenant.installedBy);
  if (!welcome || !(await ports.messages.get(welcome))) return null;
  return ports.messages.ensure({ ...welcome, wanted: 2 }, [todo('deliver-message', ports.clock.now())]);
}
