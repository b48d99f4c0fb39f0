import { setTimeout as sleep } from 'node:timers/promises';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { newTrigger } from '../../sandbox/slack/driver/app-connection.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { connectSource } from '../../src/domain/workspace/connect-source.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { ACTION, LOOKUP, MODAL } from '../../src/slack/reply/action-ids.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { declineValues, FORM, forgeClick, forgeSubmission, referValues } from '../support/forge-payloads.js';
import { connect, enterWebhook, newTenant, type TestTenant } from '../support/new-tenant.js';
import type { TestStage } from '../support/open-stage.js';
import type { HostileMarketplace } from './hostile-marketplace.js';
import { cardFor, insist, newInvite, untilDone } from './wait-for-state.js';

/** A tenant whose marketplace answers as it likes. */
export interface HostileTenant {
  /** Makes Baton call the marketplace, in a way that follows from the number. @returns Slack's view of it, where it is asked */
  provoke(number: number): Promise<Reply | undefined>;
  /** Lets the marketplace answer well, and waits until the tenant's work is done. @throws Error that says what is not */
  recover(): Promise<void>;
}

const DOMAIN = 'hostile';

/** Opens a tenant that is connected to the sandbox through a marketplace that may answer anything. */
export async function openHostileTenant(stage: TestStage, marketplace: HostileMarketplace): Promise<HostileTenant> {
  const users = [
    { name: 'hal', real_name: 'Hal Hostile', email: 'hal@hostile.example', is_owner: true },
    { name: 'ivy', real_name: 'Ivy Hostile', email: 'ivy@hostile.example' },
  ];
  const freelancers = users.map(({ real_name: name, email }) => ({ name, email }));
  const tenant = await newTenant(stage, { domain: DOMAIN, users, freelancers });
  const hal = tenant.driver.as('hal');
  await hal.install();
  await insist('it is connected', () => connect(tenant, 'hal', { url: marketplace.url }).then(accepted));
  await enterWebhook(tenant);
  const by = { tenantId: tenant.tenantId, slackUserId: hal.id, name: 'Hal Hostile' };
  const { ports } = tenant.truth;
  const polled = [];
  for (const source of ['vollna', 'getmany'] as const) {
    const { apiToken } = (await act(tenant, `agencies/${DOMAIN}/${source}`, {})) as { apiToken: string };
    const path = source === 'vollna' ? '/vollna/v1' : '/getmany/v1';
    const answers = { apiToken, apiUrl: `${marketplace.url}${path}` };
    polled.push((await connectSource(ports, by, { source, name: source, answers })).connection);
  }
  const [contract] = (await ports.connections.latestOf(tenant.tenantId)).filter(({ source }) => source === 'contract');
  if (!contract) throw new Error('the hostile marketplace is not connected');
  const acts = actsOf(tenant, contract, polled);
  return {
    provoke: (number) => (acts[number % acts.length] as Act)(number),
    recover: async () => {
      marketplace.misbehave(undefined);
      const jobs = [
        'forward-decision',
        'forward-referral',
        'receive-event',
        'sync-directory',
        'poll-connection',
      ] as const;
      await ports.worklist.hasten(tenant.tenantId, jobs, new Date());
      await untilDone(stage);
    },
  };
}

function accepted({ status, json }: Reply): void {
  if (status !== 200 || json.response_action === 'errors') throw new Error('the form was refused');
}

type Act = (number: number) => Promise<Reply | undefined>;

/** Everything by which Baton calls a marketplace. */
function actsOf(tenant: TestTenant, contract: Connection, polled: readonly Connection[]): readonly Act[] {
  const { truth, tenantId, workspace, driver } = tenant;
  const { ports } = truth;
  const sender = { workspace, name: 'hal' };
  const send = (payload: object) =>
    driver.raw(ENDPOINT_PATHS.events, String(new URLSearchParams({ payload: JSON.stringify(payload) })), FORM);
  const invite = () => newInvite(tenant, `${DOMAIN}-hal-hostile`);
  const submit = (callbackId: string, { id }: Invite, values: Record<string, unknown>) =>
    send(
      forgeSubmission(tenant, sender, {
        callbackId,
        metadata: JSON.stringify({ inviteId: id, fromHome: false }),
        values,
      }),
    );
  const press = async (actionId: string) => {
    const made = await invite();
    const card = await cardFor(driver.as('hal'), made);
    return send(forgeClick(tenant, sender, card, { action_id: actionId, value: made.id }));
  };
  const lookUp = async (actionId: string, value: string) => {
    const view = { id: 'V0HOSTILE', type: 'modal', private_metadata: '{}', state: { values: {} } };
    const user = workspace.users.hal;
    const who = { user: { id: user?.id, name: 'hal', team_id: tenantId }, team: { id: tenantId, domain: DOMAIN } };
    const block = actionId === LOOKUP.person ? 'person' : `colleague:${(await invite()).id}`;
    return send({ type: 'block_suggestion', ...who, view, action_id: actionId, block_id: block, value });
  };
  /** A report about an invitation that Baton does not know: it asks for it. */
  const report: Act = async (number) => {
    const at = new Date().toISOString();
    const data = { id: `unknown-${number}`, status: 'withdrawn', changedAt: at };
    const body = JSON.stringify({ type: 'invitation.status_changed', timestamp: at, data });
    const [id, seconds] = [`hostile-${number}`, Math.floor(Date.now() / 1000)];
    const { webhookSecrets } = contract.config as { webhookSecrets: string[] };
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signWebhook(webhookSecrets[0] ?? '', id, seconds, body),
    };
    await fetch(`${tenant.config.PUBLIC_URL}/webhooks/${contract.id}`, { method: 'POST', headers, body });
    return undefined;
  };
  const test =
    (connectionId: string): Act =>
    async () => {
      const card = await cardFor(driver.as('hal'), await invite());
      const user = workspace.users.hal;
      if (!user) throw new Error('Hal is missing');
      const trigger_id = await newTrigger({ context: tenant.slack.context }, { workspace, user });
      const lies = { trigger_id };
      return send(
        forgeClick(tenant, { ...sender, lies }, card, { action_id: ACTION.testConnection, value: connectionId }),
      );
    };
  const poll: Act = async () => {
    await ports.worklist.hasten(tenantId, ['poll-connection', 'sync-directory'], new Date());
    await sleep(200); // Baton polls meanwhile; whatever comes later is mutated by another recipe
    return undefined;
  };
  return [
    () => press(ACTION.accept),
    async () => submit(MODAL.decline, await invite(), declineValues()),
    async () => {
      const made = await invite();
      return submit(MODAL.refer, made, referValues(made.id, `member:${workspace.users.ivy?.id}`));
    },
    () => lookUp(LOOKUP.colleague, 'sho'),
    () => lookUp(LOOKUP.person, 'a'),
    () => driver.as('hal').command('link'),
    () => driver.as('hal').command('help'),
    report,
    poll,
    ...[contract, ...polled].map(({ id }) => test(id)),
  ];
}
