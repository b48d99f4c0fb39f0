import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { connectSource } from '../../src/domain/workspace/connect-source.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { newTenant, personId, type TestTenant } from './new-tenant.js';
import type { TestStage } from './stage.js';

/** An agency on Upwork: it has no API of the contract. Ana, who installed Baton, and Ben work for it. */
export async function agencyOnUpwork(stage: TestStage, domain: string): Promise<TestTenant> {
  const users = [
    { name: 'ana', real_name: 'Ana Silva', email: `ana@${domain}.example`, is_owner: true },
    { name: 'ben', real_name: 'Ben Okafor', email: `ben@${domain}.example` },
  ];
  const freelancers = users.map(({ real_name: name, email }) => ({ name, email }));
  const tenant = await newTenant(stage, { domain, users, freelancers });
  await tenant.driver.as('ana').install();
  const { ports } = tenant.truth;
  await eventually('its people are known', () => ports.members.get(tenant.tenantId, tenant.driver.as('ben').id));
  return tenant;
}

/** A connection, and the values that Baton shows for the vendor. */
export interface SetUpSource {
  readonly connection: Connection;
  readonly copy: readonly string[];
}

/** Connects a source as an admin does. */
export async function setUp(
  { truth, tenantId, driver, config }: TestTenant,
  source: string,
  answers: Answers,
): Promise<SetUpSource> {
  const by = { tenantId, slackUserId: driver.as('ana').id, name: 'Ana Silva' };
  const { connection } = await connectSource(truth.ports, by, { source, name: source, answers });
  const copy = truth.ports.sources.copy(connection, webhookUrl(config.PUBLIC_URL, connection.id));
  return { connection, copy: copy.map(({ value }) => value) };
}

/** An invitation of the sandbox. */
export interface Invited {
  readonly id: string;
  readonly job: { readonly id: string };
}

/** Makes a client invite Ana or Ben. */
export const invite = async (tenant: TestTenant, title: string, name = 'Ana Silva'): Promise<Invited> =>
  (await act(tenant, 'invitations', {
    freelancer: personId(tenant.agency.id, name),
    job: { title },
  })) as unknown as Invited;

/** Waits for Baton's invite to a job of this title. */
export const inviteTo = ({ stored, tenantId, truth }: TestTenant, title: string): Promise<Invite> =>
  eventually(`there is an invite to ${title}`, async () => {
    const found = await stored.collection('invites').findOne({ tenantId, 'job.title': title });
    return found && truth.ports.invites.get({ tenantId, id: String(found.id) });
  });

/** Counts the invites to jobs of this title. */
export const countOf = ({ stored, tenantId }: TestTenant, title: string): Promise<number> =>
  stored.collection('invites').countDocuments({ tenantId, 'job.title': title });
