import { expect, test } from '@jest/globals';
import { eventually, untilNoticed } from '../../sandbox/demo/eventually.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Tenant } from '../../src/domain/model/tenant/tenant.js';
import { SYNC_EVERY_MS } from '../../src/domain/people/sync-directory.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  callsOn,
  idOf,
  isDecided,
  isOpen,
  offersOf,
  refer,
  referralOf,
  setUndoWindow,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { endUndoWindow, timerOf } from '../support/make-due.js';
import { enterWebhook, newTenant, personId, settle, type TenantWish, type TestTenant } from '../support/new-tenant.js';
import { addressOf, invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { testStage } from '../support/stage.js';

const stage = testStage();

const agency = (domain: string): TenantWish => ({
  domain,
  users: [
    { name: 'olga', real_name: 'Olga Owner', email: `olga@${domain}.example`, is_owner: true },
    { name: 'pia', real_name: 'Pia Pass', email: `pia@${domain}.example` },
    { name: 'quin', real_name: `Quin of ${domain}`, email: `quin@${domain}.example` },
  ],
  freelancers: [
    { name: 'Pia Pass', email: `pia@${domain}.example` },
    { name: `Quin of ${domain}`, email: `quin@${domain}.example` },
  ],
});
const installed = async (domain: string) => settle(await newTenant(stage(), agency(domain)), agency(domain));
const invitePia = (tenant: TestTenant) => arrive(tenant, { freelancer: personId(tenant.agency.id, 'Pia Pass') });

const storedTenant = ({ tenantId, stored }: TestTenant) => stored.collection<Tenant>('tenants').findOne({ tenantId });

const untilGone = (tenant: TestTenant) =>
  eventually('the tenant is uninstalled', async () => {
    const { tenantId, stored } = tenant;
    const tokens = await stored.collection('installations').findOne({ tenantId });
    const found = await storedTenant(tenant);
    return found?.status === 'uninstalled' && tokens === null ? found : undefined;
  });

type Told = (tenant: TestTenant) => Promise<Reply>;
const uninstalled: Told = ({ driver }) => driver.appUninstalled();
const revoked: Told = ({ driver }) => driver.tokensRevoked();

test.each<[string, Told[]]>([
  ['uninstalled-first', [uninstalled, revoked]],
  ['revoked-first', [revoked, uninstalled]],
  ['again-and-again', [uninstalled, revoked, uninstalled, revoked, revoked]],
])('%s: uninstalled once, the tokens are gone, and one purge is planned', async (domain, events) => {
  const tenant = await installed(domain);
  for (const tell of events) expect((await tell(tenant)).status).toBe(200);
  const { work } = await untilGone(tenant);
  expect(work.filter(({ job }) => job === 'purge-tenant')).toHaveLength(1);
});

test('both events at the same time: the same', async () => {
  const tenant = await installed('both-at-once');
  const replies = await Promise.all([uninstalled(tenant), revoked(tenant), uninstalled(tenant)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { work } = await untilGone(tenant);
  expect(work.filter(({ job }) => job === 'purge-tenant')).toHaveLength(1);
});

test('then nothing comes in and nothing goes out: not to Slack, and not to the marketplace', async () => {
  const tenant = await installed('silence');
  const pia = tenant.driver.as('pia');
  await setUndoWindow(tenant, 3600);
  const invite = await invitePia(tenant);
  const card = await untilCard(pia, invite);
  await refer(pia, invite, 'Quin of silence');
  await uninstalled(tenant);
  await revoked(tenant);
  await untilGone(tenant);
  expect((await sendWebhook(tenant, invitationCreated())).status).toBe(410);
  expect((await pia.command()).text).toContain('Baton is not installed in this workspace.');
  expect((await pia.press(card, ACTION.accept)).status).toBe(200);
  const last = stage().slack.calls.all.at(-1)?.n ?? 0;
  await untilNoticed();
  const releaseAt = await expectHeldBack(tenant, invite);
  expect(['held', 'forwarding']).toContain((await referralOf(tenant, invite)).status);
  const since = stage().slack.calls.all.filter(({ n, team }) => n > last && team === tenant.tenantId);
  expect(since.filter(({ method, response }) => method !== 'response_url' && response.ok)).toEqual([]);
  expect(since.filter(({ at }) => at > releaseAt)).toEqual([]);
});

/** Ends the undo window, and asserts that the worker puts the referral off and sends nothing. @returns when it ended */
async function expectHeldBack(tenant: TestTenant, invite: Invite): Promise<Date> {
  const releaseAt = await endUndoWindow(tenant, await referralOf(tenant, invite));
  await eventually('the referral is put off', async () => {
    const due = timerOf(await referralOf(tenant, invite), 'forward-referral');
    return due !== undefined && due > releaseAt;
  });
  await untilAtRest(stage());
  expect(callsOn(stage(), invite)).toEqual([]);
  return releaseAt;
}

test('removed within the undo window: the referral is held back, and goes on soon after the return', async () => {
  const tenant = await installed('second-thoughts');
  const pia = tenant.driver.as('pia');
  await setUndoWindow(tenant, 300);
  const invite = await invitePia(tenant);
  await refer(pia, invite, 'Quin of second-thoughts');
  await uninstalled(tenant);
  await untilGone(tenant);
  await expectHeldBack(tenant, invite);
  expect((await referralOf(tenant, invite)).status).toBe('held');
  await tenant.driver.as('olga').install();
  await untilReferral(tenant, invite, 'forwarded', 20_000);
  expect(callsOn(stage(), invite)).toHaveLength(1);
  expect(wordsOf(await untilCard(pia, invite, isDecided))).toContain('Quin of second-thoughts');
  await untilAtRest(stage());
});

test('removed and back within the undo window: the referral can be undone, and the invite is open again', async () => {
  const tenant = await installed('only-a-moment');
  const pia = tenant.driver.as('pia');
  await setUndoWindow(tenant, 20);
  const invite = await invitePia(tenant);
  await refer(pia, invite, 'Quin of only-a-moment');
  await untilCard(pia, invite, (card) => offersOf(card).includes(ACTION.undo));
  await uninstalled(tenant);
  await untilGone(tenant);
  await tenant.driver.as('olga').install();
  await pia.press(await untilCard(pia, invite, (card) => offersOf(card).includes(ACTION.undo)), ACTION.undo);
  await untilReferral(tenant, invite, 'undone');
  await untilCard(pia, invite, isOpen);
  expect(callsOn(stage(), invite)).toEqual([]);
  await untilAtRest(stage());
});

test('an installation that follows a removal at once is settled in full: welcome, directory and timers', async () => {
  const tenant = await installed('changed-my-mind');
  const olga = tenant.driver.as('olga');
  const untilWelcomes = (count: number) =>
    eventually(`${count} welcomes`, async () => {
      const welcomes = (await olga.messages()).filter((message) => idOf(message).startsWith('welcome.'));
      return welcomes.length === count ? welcomes : undefined;
    });
  await untilWelcomes(1);
  await untilAtRest(stage());
  await uninstalled(tenant);
  await untilGone(tenant);
  const before = new Date();
  await olga.install();
  await untilWelcomes(2);
  const again = await eventually('the directory is read anew', async () => {
    const found = await storedTenant(tenant);
    const next = found?.work.find(({ job }) => job === 'sync-directory');
    return next && next.at.getTime() > before.getTime() + SYNC_EVERY_MS - 60_000 ? found : undefined;
  });
  const planned = again.work.map(({ job }) => job).filter((job) => job === 'restore-work' || job === 'send-digests');
  expect([...new Set(planned)].sort()).toEqual(['restore-work', 'send-digests']);
  await untilAtRest(stage());
});

test('installed again: everything works as before, with the settings and the connection that were there', async () => {
  const tenant = await installed('back-again');
  const pia = tenant.driver.as('pia');
  await setUndoWindow(tenant, 77);
  const before = await addressOf(tenant);
  const waiting = await invitePia(tenant);
  await untilCard(pia, waiting);
  await uninstalled(tenant);
  await revoked(tenant);
  await untilGone(tenant);
  expect((await tenant.driver.as('olga').install()).status).toBe(200);
  const again = await eventually('it is active', async () => {
    const found = await storedTenant(tenant);
    return found?.status === 'active' ? found : undefined;
  });
  expect(again.settings.undoSeconds).toBe(77);
  expect(again.work.filter(({ job }) => job === 'purge-tenant')).toEqual([]);
  expect(await addressOf(tenant)).toEqual(before);
  await enterWebhook(tenant);
  const invite = await invitePia(tenant);
  await pia.press(await untilCard(pia, invite, isOpen), ACTION.accept);
  await untilInvite(tenant, invite, ({ decision }) => decision?.confirmedAt !== undefined);
  await pia.press(await untilCard(pia, waiting, isOpen), ACTION.accept);
  await untilInvite(tenant, waiting, ({ decision }) => decision?.confirmedAt !== undefined);
  await untilAtRest(stage());
});

test('a late repetition of the old events does not remove what was installed again', async () => {
  const tenant = await installed('late-echo');
  await uninstalled(tenant);
  await untilGone(tenant);
  await tenant.driver.as('olga').install();
  const { context, team } = { context: stage().slack.context, team: tenant.workspace };
  const body = JSON.stringify({
    ...{ type: 'event_callback', team_id: team.team.id, api_app_id: context.app.appId, event_id: 'EvLATE' },
    ...{ event: { type: 'app_uninstalled' }, event_time: Math.floor(Date.now() / 1000) - 60 },
  });
  expect((await tenant.driver.raw('/slack/events', body, 'application/json')).status).toBe(200);
  expect((await tenant.driver.as('pia').command()).text).toContain('My referrals');
  expect((await storedTenant(tenant))?.status).toBe('active');
});
