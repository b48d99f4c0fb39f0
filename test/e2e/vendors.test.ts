import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { todo } from '../../src/domain/model/outbox-work.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NAME } from '../../src/slack/features/connect/set-up-form.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import {
  cardsOf,
  isDecided,
  isOpen,
  offersOf,
  refer,
  untilAtRest,
  untilCard,
  wordsOf,
} from '../support/e2e-actions.js';
import type { TestTenant } from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';
import { agencyOnUpwork, countOf, invite, inviteTo, setUp } from '../support/upwork-agency.js';

const stage = testStage();

/** Sets a source up by the command and its form. */
async function setUpInSlack(tenant: TestTenant, source: string, answers: Answers) {
  const { driver, truth, tenantId, config } = tenant;
  const ana = driver.as('ana');
  await ana.command(`connect ${source}`);
  await ana.untilModal(({ callbackId }) => callbackId === MODAL.connect);
  ana.fill(VALUE, source, { blockId: NAME });
  for (const [field, answer] of Object.entries(answers)) ana.fill(VALUE, answer, { blockId: field });
  await ana.submit();
  const connection = await eventually('it is connected', async () =>
    (await truth.ports.connections.latestOf(tenantId)).find((one) => one.source === source),
  );
  const copy = truth.ports.sources
    .copy(connection, webhookUrl(config.PUBLIC_URL, connection.id))
    .map(({ value }) => value);
  const shown = await ana.untilModal(({ callbackId }) => callbackId !== MODAL.connect);
  for (const value of copy) expect(wordsOf(shown)).toContain(value);
  await ana.dismiss();
  return { connection, copy };
}

/** Links Ana to the person that a source calls her, as the Home suggests by her name. */
async function linkAna({ truth, tenantId, driver }: TestTenant, { invitee: { person } }: Invite): Promise<void> {
  const ana = driver.as('ana');
  await ana.openHome();
  const home = await ana.untilHome((now) => offersOf(now).includes(ACTION.linkStranger), 20_000);
  await ana.press(home, ACTION.linkStranger);
  await eventually('she is linked', () => truth.ports.members.byPerson(tenantId, person.id));
  await ana.untilHome((now) => !offersOf(now).includes(ACTION.linkStranger));
}

const healthOf = async ({ truth }: TestTenant, { tenantId, id }: Connection) =>
  (await truth.ports.connections.latest({ tenantId, id }))?.health;

test('Vollna: what is open at connecting, what its webhook and a second one tell and repeat, and what came of it', async () => {
  const tenant = await agencyOnUpwork(stage(), 'vollna');
  const ana = tenant.driver.as('ana');
  await invite(tenant, 'Open before Baton came');
  const gone = await invite(tenant, 'Over before Baton came');
  await act(tenant, `invitations/${gone.id}/withdraw`);
  const account = (await act(tenant, 'agencies/vollna/vollna', {})) as { apiUrl: string; apiToken: string };
  const { connection, copy } = await setUpInSlack(tenant, 'vollna', account);
  const early = await inviteTo(tenant, 'Open before Baton came');
  expect(early.job.url).toMatch(/^https:\/\/www\.upwork\.com\/jobs\/~02\d{19}$/);
  await untilCard(ana, early);
  expect(await countOf(tenant, 'Over before Baton came')).toBe(0);

  await act(tenant, 'agencies/vollna/vollna', { url: copy[0], token: copy[1] });
  await linkAna(tenant, early);
  const { id } = await invite(tenant, 'Told by webhook');
  const told = await inviteTo(tenant, 'Told by webhook');
  const card = await untilCard(ana, told, isOpen);
  expect(wordsOf(card)).toContain('Told by webhook');
  const [first] = Object.values(tenant.sandbox.state.deliveries).filter(
    ({ vendor, body }) => vendor === 'vollna' && body.includes('Told by webhook'),
  );
  await act(tenant, `deliveries/${first?.id}/resend`, { times: 3 });
  await untilAtRest(tenant);
  expect(await countOf(tenant, 'Told by webhook')).toBe(1);
  expect(await cardsOf(ana, told)).toHaveLength(1);

  const other = await setUp(tenant, 'vollna', {});
  await act(tenant, 'agencies/vollna/vollna', { url: other.copy[0], token: other.copy[1] });
  await act(tenant, `deliveries/${first?.id}/resend`, { times: 1 });
  await eventually('the second connection of the same source adds to the invite', async () => {
    const { origins } = await inviteTo(tenant, 'Told by webhook');
    return origins.map(({ connectionId }) => connectionId).join() === `${connection.id},${other.connection.id}`;
  });
  expect([await countOf(tenant, 'Told by webhook'), (await cardsOf(ana, told)).length]).toEqual([1, 1]);

  await act(tenant, `invitations/${id}/decline`, { reasonId: 'too-busy' });
  await untilCard(ana, told, isDecided);
  expect(await healthOf(tenant, connection)).toMatchObject({ heardAt: expect.any(Date) });
});

test('Vollna: the webhook of job alerts and a wrong token are refused with words that help', async () => {
  const tenant = await agencyOnUpwork(stage(), 'alerts');
  const { copy } = await setUp(tenant, 'vollna', {});
  const [url = '', token = ''] = copy;
  const post = (body: unknown, authorization: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
  const alert = await post({ total: 1, filter: {}, filters: [], projects: [{}] }, `Bearer ${token}`);
  expect([alert.status, JSON.stringify(await alert.json())]).toEqual([
    expect.any(Number),
    expect.stringContaining('Add Endpoint'),
  ]);
  expect(alert.status).toBeGreaterThanOrEqual(400);
  const wrong = await post({}, 'Bearer wrong');
  expect([wrong.status, JSON.stringify(await wrong.json())]).toEqual([401, expect.stringContaining('Add Endpoint')]);
});

/** Links the person of an invite to the member whom the form on its card suggests. */
async function linkFromCard({ driver }: TestTenant, invite: Invite): Promise<void> {
  const ana = driver.as('ana');
  const card = await untilCard(ana, invite, (now) => offersOf(now).includes(ACTION.link));
  await ana.press(card, ACTION.link);
  const form = await ana.untilModal(({ callbackId }) => callbackId === MODAL.link);
  expect(wordsOf(form)).toContain(invite.invitee.person.name);
  await ana.submit();
  await ana.untilModal((view) => wordsOf(view).includes('is linked to'));
  await ana.dismiss();
}

/** Answers an invitation on the page that stands in for Upwork's, as its card says. */
const onUpwork = (tenant: TestTenant, { url = '' }: Invite, answer: string, with_: object = {}) =>
  act(tenant, `upwork/${url.split('/').at(-1)}/${answer}`, with_);

/** Has a connection polled at once, whatever its next poll is. */
async function pollNow({ truth: { ports, queues } }: TestTenant, connection: Connection): Promise<void> {
  const noted = await ports.connections.note(connection, { work: [todo('poll-connection', new Date())] });
  if (noted) queues.jobs.dispatch(noted);
}

test('Getmany: from its form, in a flood of old invitations, to a referral that its polls confirm, holding up nobody', async () => {
  const tenant = await agencyOnUpwork(stage(), 'getmany');
  const [ana, ben] = [tenant.driver.as('ana'), tenant.driver.as('ben')];
  const account = (await act(tenant, 'agencies/getmany/getmany', {})) as Answers;
  await act(tenant, 'switches', { path: 'getmany', kind: 'flood', count: 10_000 });
  await invite(tenant, 'Polled from Getmany');
  const { connection } = await setUpInSlack(tenant, 'getmany', account);
  const polled = await inviteTo(tenant, 'Polled from Getmany');
  await untilCard(ana, polled);
  expect(await tenant.stored.collection('invites').countDocuments({ tenantId: tenant.tenantId })).toBe(1);
  await act(tenant, 'switches/clear');

  await linkFromCard(tenant, polled);
  await refer(ana, polled, 'Ben Okafor');
  const waiting = await untilCard(ana, polled, (card) => offersOf(card).includes(ACTION.handedOff));
  const refers = 'ben@getmany.example';
  expect(wordsOf(waiting)).toContain(refers);
  await onUpwork(tenant, polled, 'decline', { reason: 'Job is not a fit for my skills', refer: refers });
  await ana.press(waiting, ACTION.handedOff);
  await untilCard(ana, polled, (card) => card.text.includes('You said it is done on the marketplace.'));
  await eventually('the polls confirm it', async () => {
    await pollNow(tenant, connection);
    return (await cardsOf(ana, polled)).some(({ text }) => text.includes('The marketplace has confirmed it.'));
  });
  const his = await eventually('Ben’s own invitation has come', async () => {
    const [found] = await tenant.truth.ports.invites.strangers(tenant.tenantId, 1);
    return found && (await tenant.truth.ports.invites.ofPerson(tenant.tenantId, found.person.id, 1))[0];
  });
  await linkFromCard(tenant, his);
  await untilCard(ben, his, (card) => isOpen(card) && card.text.startsWith('Ana Silva referred you'));

  await act(tenant, 'switches', { path: 'getmany', kind: 'hang' });
  const { copy } = await setUp(tenant, 'vollna', {});
  await act(tenant, 'agencies/getmany/vollna', { url: copy[0], token: copy[1] });
  await invite(tenant, 'Told by Vollna meanwhile');
  await untilCard(ana, await inviteTo(tenant, 'Told by Vollna meanwhile'));
});

test.each(['postmark', 'mailgun', 'sendgrid', 'signed'])(
  'Mail by %s: an invitation is for whom it was written to, everything else is counted and put aside',
  async (provider) => {
    const tenant = await agencyOnUpwork(stage(), provider);
    const [ana, ben] = [tenant.driver.as('ana'), tenant.driver.as('ben')];
    const path = `agencies/${provider}/email`;
    const opened = (await act(tenant, path, { provider, address: `upwork@in.${provider}.example` })) as Answers;
    const { connection, copy } = await setUp(tenant, 'email', opened);
    await act(tenant, path, { url: copy[0], ...(provider === 'signed' && { key: copy[1] }) });
    await invite(tenant, 'Eine Bäckerei in Köln', 'Ben Okafor');
    const mailed = await inviteTo(tenant, 'Eine Bäckerei in Köln');
    expect(mailed.invitee).toMatchObject({ slackUserId: ben.id, person: { id: `mailto:ben@${provider}.example` } });
    await untilCard(ben, mailed, isOpen);
    expect(await cardsOf(ana, mailed)).toHaveLength(0);

    const raw = 'From: Upwork <donotreply@upwork.com>\r\nTo: x@y.example\r\nSubject: New job alert: x\r\n\r\nA job.';
    await act(tenant, `agencies/${provider}/mails`, { raw });
    const health = await eventually('it is counted', async () => {
      const now = await healthOf(tenant, connection);
      return now?.ignored && now;
    });
    expect(health.ignored).toEqual({ 'job-alert': 1 });
    const mails = Object.values(tenant.sandbox.state.deliveries).filter(({ agencyId }) => agencyId === provider);
    await eventually('both are answered for good', async () => mails.every(({ state }) => state === 'delivered'));
    expect(mails.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[200], [200]]);
  },
);

test('Mail: what was read is corrected on the card, and stays so when Vollna tells of the same invitation', async () => {
  const tenant = await agencyOnUpwork(stage(), 'corrected');
  const ben = tenant.driver.as('ben');
  const path = 'agencies/corrected/email';
  const opened = (await act(tenant, path, { provider: 'signed', address: 'upwork@in.corrected.example' })) as Answers;
  const { copy } = await setUp(tenant, 'email', opened);
  await act(tenant, path, { url: copy[0], key: copy[1] });
  await invite(tenant, 'As the mail tells it', 'Ben Okafor');
  const mailed = await inviteTo(tenant, 'As the mail tells it');
  const card = await untilCard(ben, mailed, isOpen);
  expect(wordsOf(card)).toContain('Read from a mail alone.');
  await ben.press(card, ACTION.correct);
  await ben.untilModal(({ callbackId }) => callbackId === MODAL.correct);
  ben.fill(VALUE, 'As Ben corrected it', { blockId: 'title' });
  ben.fill(VALUE, '$40 to $60 an hour', { blockId: 'budget' });
  await ben.submit();
  const corrected = await untilCard(ben, mailed, (now) => wordsOf(now).includes('You corrected'));
  expect(wordsOf(corrected)).toMatch(/As Ben corrected it.*\$40 – \$60 an hour/);

  const account = (await act(tenant, 'agencies/corrected/vollna', {})) as Answers;
  await setUp(tenant, 'vollna', account);
  const told = await eventually('Vollna has told of it', async () => {
    const now = await tenant.truth.ports.invites.get(mailed);
    return now?.origins.some(({ source }) => source === 'vollna') && now;
  });
  expect(told).toMatchObject({
    job: { title: 'As Ben corrected it', budget: { kind: 'hourly', min: 40, max: 60 } },
    corrected: { by: ben.id, byName: 'Ben Okafor' },
  });
  await untilAtRest(tenant);
  expect((await cardsOf(ben, mailed)).map(wordsOf)).toEqual([expect.stringContaining('As Ben corrected it')]);
});

test('a mail of 10 MB is read, one of 13 MB is refused before it is, and neither keeps the next waiting', async () => {
  const tenant = await agencyOnUpwork(stage(), 'large');
  const { copy } = await setUp(tenant, 'email', { provider: 'signed', address: 'upwork@in.large.example' });
  const [url = '', secret = ''] = copy;
  const post = async (title: string, megabytes: number) => {
    const raw = [
      `From: Upwork <donotreply@upwork.com>\r\nTo: ben@large.example\r\nSubject: Invitation to apply: ${title}`,
      'Content-Type: multipart/mixed; boundary=b1\r\n',
      '--b1\r\nContent-Type: text/plain\r\n\r\nHi Ben,\r\n\r\nSee the plans.',
      `--b1\r\nContent-Type: application/pdf\r\n\r\n${'0123456789abcdef'.repeat(megabytes * 65_536)}`,
      '--b1--\r\n',
    ].join('\r\n');
    const at = Math.floor(Date.now() / 1000);
    const headers = {
      'webhook-id': `msg_${megabytes}`,
      'webhook-timestamp': String(at),
      'webhook-signature': signWebhook(secret, `msg_${megabytes}`, at, raw),
    };
    return (await fetch(url, { method: 'POST', headers, body: raw })).status;
  };
  expect(await post('A large one', 10)).toBe(200);
  expect(await post('Too large', 13).catch(() => 413)).toBe(413);
  expect(await post('A small one', 1)).toBe(200);
  const ben = tenant.driver.as('ben');
  for (const title of ['A large one', 'A small one']) await untilCard(ben, await inviteTo(tenant, title), isOpen);
  expect(await countOf(tenant, 'Too large')).toBe(0);
});
