import type { Connection } from '../../src/domain/model/connection/connection.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NAME } from '../../src/slack/features/connect/set-up-form.js';
import { MODAL } from '../../src/slack/reply/action-ids.js';
import type { MailAccount } from '../marketplace/vendors/accounts.js';
import { eventually } from './eventually.js';
import { act, type PlayableDemo } from './install-and-connect.js';
import { openModal } from './open-modal.js';
import { UPWORK_AGENCY } from './upwork-agency.js';

/** The services that report the second agency's invitations, by the names of Baton's sources. */
export const VENDORS = { vollna: 'Vollna', getmany: 'Getmany', email: 'Mail' } as const;

export type Vendor = keyof typeof VENDORS;

/**
 * Installs Baton in the second workspace, unless it is installed.
 * @returns whether it was not
 * @throws Error when that fails
 */
export async function installSouth({ driver, truth, tenantId }: PlayableDemo): Promise<boolean> {
  const isNew = (await truth.ports.tenants.latest(tenantId))?.status !== 'active';
  const page = isNew ? await driver.as('mira').install() : { status: 200 };
  if (page.status !== 200) throw new Error(`installing was answered ${page.status}`);
  await eventually('the directory is known', () => truth.ports.members.get(tenantId, driver.as('lea').id));
  return isNew;
}

/**
 * Connects a vendor by the guided form, as an admin does: what the vendor gives is entered in Baton, and what Baton
 * shows is entered at the vendor. A vendor that is connected already is set up again.
 * @param provider who receives the mail
 */
export async function connectVendor(
  south: PlayableDemo,
  vendor: Vendor,
  provider: MailAccount['provider'] = 'postmark',
): Promise<Connection> {
  const { driver, truth, tenantId, config } = south;
  const mira = driver.as('mira');
  const account = `agencies/${UPWORK_AGENCY.id}/${vendor}`;
  const given = vendor === 'email' ? { provider, address: 'upwork@in.studio-south.example' } : {};
  const { provider: _, ...answers } = (await act(south, account, given)) as Record<string, string>;
  const form = await openModal(mira, () => mira.command(`connect ${vendor}`), {
    what: 'the form of the connection is shown',
    matches: ({ callbackId }) => callbackId === MODAL.connect,
  });
  const has = (field: string) => form.blocks.some(({ block_id: id }) => id === field);
  mira.fill(VALUE, VENDORS[vendor], { blockId: NAME });
  if (vendor === 'email') await mira.pick(form, VALUE, provider, '', { blockId: 'provider' });
  for (const [field, answer] of Object.entries(answers)) if (has(field)) mira.fill(VALUE, answer, { blockId: field });
  const { errors } = (await mira.submit()).json;
  if (errors) throw new Error(`Baton could not connect ${VENDORS[vendor]}: ${Object.values(errors).join(' ')}`);
  const connection = await eventually('it is connected', async () =>
    (await truth.ports.connections.latestOf(tenantId)).find(({ source }) => source === vendor),
  );
  const address = webhookUrl(config.PUBLIC_URL, connection.id);
  const copied = truth.ports.sources.copy(connection, address).map(({ value }) => value);
  const saved = await mira.untilModal((view) => JSON.stringify(view.blocks).includes(connection.id));
  if (!copied.every((value) => JSON.stringify(saved.blocks).includes(value)))
    throw new Error(`Baton does not show what to copy to ${VENDORS[vendor]}.`);
  await act(south, account, entriesFor(vendor, provider, copied));
  return connection;
}

/** Returns the entries at the vendor, of the values that Baton shows. */
function entriesFor(vendor: Vendor, provider: MailAccount['provider'], [url, secret]: readonly string[]): object {
  if (vendor === 'vollna') return { url, token: secret };
  return { url, ...(vendor === 'email' && provider === 'signed' && { key: secret }) };
}
