import { contractConnectionsOf } from '../../sandbox/demo/contract-connections.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { FIELD, openSetUp } from '../../sandbox/demo/open-set-up-form.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import { inWorkspace } from '../../sandbox/slack/driver.js';
import type { SeedUser } from '../../sandbox/slack/emulator/seed.js';
import type { Workspace } from '../../sandbox/slack/emulator/workspace.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import type { TestStage } from './stage.js';

/** A workspace of its own on the same stage, with an agency of its own on the marketplace. */
export interface TestTenant extends TestStage {
  readonly workspace: Workspace;
  readonly agency: { readonly id: string; readonly token: string };
}

export interface TenantWish {
  readonly domain: string;
  /** The users of the workspace; the first one installs and administers. */
  readonly users: readonly SeedUser[];
  /** The agency's freelancers; their ids are the domain and the name. */
  readonly freelancers?: readonly { readonly name: string; readonly email?: string }[];
}

/** Creates a workspace without Baton, and an agency without a connection. */
export async function newTenant(stage: TestStage, wish: TenantWish): Promise<TestTenant> {
  const { domain, users, freelancers = [] } = wish;
  const workspace = await stage.slack.addWorkspace({
    team: { name: domain, domain },
    users,
    channels: [{ name: 'jobs' }],
  });
  const agency = { id: domain, name: domain, token: `token-of-${domain}` };
  await act(stage, 'agencies', agency);
  for (const person of freelancers)
    await act(stage, 'people', { id: personId(domain, person.name), agencyId: domain, ...person });
  return { ...stage, workspace, agency, tenantId: workspace.team.id, driver: inWorkspace(stage.driver, workspace) };
}

/** Returns the marketplace id of the freelancer `name` of the agency whose id is `domain`. */
export const personId = (domain: string, name: string): string =>
  `${domain}-${name.toLowerCase().replaceAll(' ', '-')}`;

/** Connects a marketplace through the modal that the command opens. */
export async function connect(
  { driver, sandbox, agency }: TestTenant,
  by: string,
  given: { url?: string; token?: string } = {},
): Promise<Reply> {
  const person = driver.as(by);
  await openSetUp(person);
  person.fill(VALUE, 'Sandbox', { blockId: FIELD.name });
  person.fill(VALUE, given.url ?? sandbox.url, { blockId: FIELD.url });
  person.fill(VALUE, given.token ?? agency.token, { blockId: FIELD.token });
  return person.submit();
}

/** Enters Baton's webhook address and secrets on the marketplace, as the admin does who connected it. */
export async function enterWebhook(tenant: TestTenant): Promise<void> {
  const { truth, tenantId, agency, config } = tenant;
  const connection = await eventually('it is connected', () =>
    contractConnectionsOf(truth, tenantId).then(([first]) => first),
  );
  const url = `${config.PUBLIC_URL}/webhooks/${connection.id}`;
  await act(tenant, `agencies/${agency.id}/webhook`, { url, secrets: connection.config.webhookSecrets });
}

/** Installs Baton as the first user, connects the agency, and waits until members are linked by their addresses. */
export async function settle(tenant: TestTenant, wish: TenantWish): Promise<TestTenant> {
  const [admin] = wish.users;
  if (!admin) throw new Error('a workspace has at least one user');
  const { truth, tenantId, driver } = tenant;
  await driver.as(admin.name).install();
  await connect(tenant, admin.name);
  await driver.as(admin.name).dismiss();
  await enterWebhook(tenant);
  const linked = (wish.freelancers ?? []).map(({ name }) => personId(wish.domain, name));
  await eventually('the members are matched', async () => {
    const members = await Promise.all(linked.map((id) => truth.ports.members.byPerson(tenantId, id)));
    return members.every(Boolean);
  });
  return tenant;
}
