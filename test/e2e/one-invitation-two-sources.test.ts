import { beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { upworkUid, vendorId } from '../../sandbox/marketplace/vendors/upwork-ids.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../src/domain/model/member/marketplace-accounts.js';
import { link } from '../../src/domain/people/link-member.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { MODAL } from '../../src/slack/reply/action-ids.js';
import { cardsOf, isOpen, untilAtRest, untilCard } from '../support/e2e-actions.js';
import { newTenant, personId, settle, type TestTenant } from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';
import { agencyOnUpwork, countOf, type Invited, invite, inviteTo, setUp } from '../support/upwork-agency.js';

/** The sources that tell of one invitation on Upwork. */
const WAYS = ['vollna', 'email', 'manual', 'getmany'] as const;
type Way = (typeof WAYS)[number] | 'contract';

/** One invitation, and the sources that tell of it, in their order. */
interface Told extends Invited {
  readonly title: string;
  readonly first: Way;
  readonly second: Way;
}

const stage = testStage();

/** What the vendors send waits until the test has it sent. */
beforeAll(() => act(stage(), 'deliveries/hold'));

/** An agency on Upwork to which Vollna and a mail service can send. */
async function agency(domain: string): Promise<TestTenant> {
  const tenant = await agencyOnUpwork(stage(), domain);
  const vollna = await setUp(tenant, 'vollna', {});
  await act(tenant, `agencies/${domain}/vollna`, { url: vollna.copy[0], token: vollna.copy[1] });
  const mailbox = { provider: 'postmark', address: `upwork@in.${domain}.example` };
  const email = await setUp(tenant, 'email', (await act(tenant, `agencies/${domain}/email`, mailbox)) as Answers);
  await act(tenant, `agencies/${domain}/email`, { url: email.copy[0] });
  return tenant;
}

/** Connects Getmany, which is asked at once. */
const connectGetmany = async (tenant: TestTenant) =>
  setUp(tenant, 'getmany', (await act(tenant, `agencies/${tenant.agency.id}/getmany`, {})) as Answers);

/** Links Ben to what Vollna and Getmany call him. */
async function linkBen({ truth, tenantId, driver, agency: { id } }: TestTenant): Promise<void> {
  const ben = personId(id, 'Ben Okafor');
  const ids = [`vollna:${vendorId(ben)}`, `upwork:${upworkUid(ben)}`];
  const accounts = ids.map((one) => ({ id: one, name: 'Ben Okafor', linkedBy: 'hand', place: UPWORK }) as const);
  await truth.ports.members.link(tenantId, driver.as('ben').id, accounts);
}

async function invited(tenant: TestTenant, first: Way, second: Way): Promise<Told> {
  const title = `Told by ${first}, then by ${second}`;
  return { ...(await invite(tenant, title, 'Ben Okafor')), title, first, second };
}

/** Has a vendor send what it has of an invitation. */
async function send(tenant: TestTenant, vendor: Way, { id, title }: Told): Promise<void> {
  const names = (body: string) => body.includes(`"${title}"`) || body.includes(`<${id}@`);
  const found = Object.values(tenant.sandbox.state.deliveries).find(
    ({ agencyId, vendor: of = 'contract', body }) => agencyId === tenant.agency.id && of === vendor && names(body),
  );
  if (!found) throw new Error(`${vendor} has nothing of ${title}`);
  await act(tenant, `deliveries/${found.id}/resend`, { times: 1 });
}

/** Ben adds his invitation from what he sees on Upwork. */
async function enter({ driver }: TestTenant, seen: string): Promise<void> {
  const ben = driver.as('ben');
  await ben.command('add');
  await ben.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite);
  ben.fill(VALUE, seen, { blockId: 'paste' });
  await ben.submit();
  await ben.untilModal(({ callbackId }) => callbackId === MODAL.addInvite);
  await ben.submit();
  await ben.untilModal(({ callbackId }) => callbackId === 'notice');
  await ben.dismiss();
}

const onInvitation = ({ id }: Told) => `https://www.upwork.com/nx/proposals/interview/uid/${upworkUid(id)}`;
const onJob = ({ job }: Told) => `https://www.upwork.com/jobs/~02${upworkUid(job.id)}`;

/** @param linkOf what Ben pastes */
const tell = (tenant: TestTenant, way: Way, told: Told, linkOf: (told: Told) => string): Promise<void> =>
  way === 'manual' ? enter(tenant, `Job details\n${told.title}\n${linkOf(told)}`) : send(tenant, way, told);

/** Waits until these sources, in this order, are what an invite goes back to. */
const untilOrigins = (tenant: TestTenant, { title }: Told, expected: readonly Way[]): Promise<Invite> =>
  eventually(`${title} has the origins ${expected}`, async () => {
    const found = await inviteTo(tenant, title);
    return found.origins.map(({ source }) => source).join() === expected.join() ? found : undefined;
  });

const openOn = ({ stored, tenantId }: TestTenant, title: string) =>
  stored.collection<Invite>('invites').find({ tenantId, 'job.title': title, status: 'open' }).toArray();

/** Waits until the open invites of a title go back to these sources, each in the order of the alphabet. */
const untilOpen = (tenant: TestTenant, { title }: Told, expected: readonly string[]): Promise<true> =>
  eventually(`${title} has open invites from ${expected.join(' and from ')}`, async () => {
    const found = (await openOn(tenant, title)).map(({ origins }) =>
      origins
        .map(({ source }) => source)
        .toSorted()
        .join(),
    );
    return found.toSorted().join(' ') === expected.join(' ') || undefined;
  });

/** An invite stands once, with one card that can be answered: Ben's, or Ana's while nobody knows whose it is. */
async function expectOneCard(tenant: TestTenant, { title }: Told, isKnown = true): Promise<void> {
  const [ana, ben] = [tenant.driver.as('ana'), tenant.driver.as('ben')];
  const [reader, other] = isKnown ? [ben, ana] : [ana, ben];
  const found = await inviteTo(tenant, title);
  await untilCard(reader, found, isOpen);
  expect({
    title,
    status: found.status,
    invitee: found.invitee.slackUserId,
    invites: await countOf(tenant, title),
    cards: (await cardsOf(reader, found)).length,
    cardsElsewhere: (await cardsOf(other, found)).filter(isOpen).length,
  }).toEqual({ title, status: 'open', invitee: isKnown ? ben.id : undefined, invites: 1, cards: 1, cardsElsewhere: 0 });
}

const others = (way: (typeof WAYS)[number]) => WAYS.filter((other) => other !== way);

test('Getmany tells first: Vollna, a mail, and Ben with the job’s link add to its invite', async () => {
  const tenant = await agency('early');
  await linkBen(tenant);
  const all: Told[] = [];
  for (const second of others('getmany')) all.push(await invited(tenant, 'getmany', second));
  await connectGetmany(tenant);
  for (const told of all) {
    await untilOrigins(tenant, told, ['getmany']);
    await tell(tenant, told.second, told, onJob);
    await untilOrigins(tenant, told, [told.first, told.second]);
  }
  await untilAtRest(tenant);
  for (const told of all) await expectOneCard(tenant, told);
});

test('Vollna and a mail tell in any order, Getmany last, and nobody is linked', async () => {
  const tenant = await agency('late');
  const all: Told[] = [];
  const sources = ['vollna', 'email', 'getmany'] as const;
  for (const first of ['vollna', 'email'] as const)
    for (const second of sources) if (second !== first) all.push(await invited(tenant, first, second));
  for (const told of all) {
    const { first, second } = told;
    await tell(tenant, first, told, onInvitation);
    await untilOrigins(tenant, told, [first]);
    if (second === 'getmany') continue;
    await tell(tenant, second, told, onInvitation);
    await untilOrigins(tenant, told, [first, second]);
  }
  await connectGetmany(tenant);
  for (const told of all) {
    const ways = new Set<Way>([told.first, told.second, 'getmany']);
    await untilOrigins(tenant, told, [...ways]);
  }
  await untilAtRest(tenant);
  for (const told of all) {
    const saysWhose = told.first !== 'vollna' || told.second !== 'getmany';
    await expectOneCard(tenant, told, saysWhose);
  }
});

test('what Ben adds is his own beside what Vollna tells of a person without a link, and one with it once he is linked', async () => {
  const tenant = await agency('apart');
  const all: Told[] = [];
  for (const [first, second] of [
    ['vollna', 'manual'],
    ['manual', 'vollna'],
  ] as const) {
    const told = await invited(tenant, first, second);
    all.push(told);
    await tell(tenant, first, told, onInvitation);
    await untilOrigins(tenant, told, [first]);
    await tell(tenant, second, told, onInvitation);
    await untilOpen(tenant, told, ['manual', 'vollna']);
  }
  const { truth, tenantId, driver } = tenant;
  const id = `vollna:${vendorId(personId(tenant.agency.id, 'Ben Okafor'))}`;
  const account = { id, name: 'Ben Okafor', linkedBy: 'hand', place: UPWORK } as const;
  await link(truth.ports, tenantId, driver.as('ben').id, account);
  for (const told of all) await untilOpen(tenant, told, ['manual,vollna']);
  await untilAtRest(tenant);
  for (const { title } of all) {
    const [own, ...others] = await openOn(tenant, title);
    expect({ title, invitee: own?.invitee.slackUserId, others }).toEqual({
      title,
      invitee: driver.as('ben').id,
      others: [],
    });
    if (own) await untilCard(driver.as('ben'), own, isOpen);
  }
});

test('outside Upwork: Ben adds the page of a job, and the contract tells of it, in either order', async () => {
  const domain = 'elsewhere';
  const users = [
    { name: 'ana', real_name: 'Ana Silva', email: `ana@${domain}.example`, is_owner: true },
    { name: 'ben', real_name: 'Ben Okafor', email: `ben@${domain}.example` },
  ];
  const freelancers = users.map(({ real_name: name, email }) => ({ name, email }));
  const wish = { domain, users, freelancers };
  const tenant = await settle(await newTenant(stage(), wish), wish);
  const onPage = ({ job }: Told) => `${tenant.sandbox.url}/jobs/${job.id}?utm_source=mail`;
  for (const [first, second] of [
    ['contract', 'manual'],
    ['manual', 'contract'],
  ] as const) {
    const told = await invited(tenant, first, second);
    await tell(tenant, first, told, onPage);
    await untilOrigins(tenant, told, [first]);
    await tell(tenant, second, told, onPage);
    await untilOrigins(tenant, told, [first, second]);
    await untilAtRest(tenant);
    await expectOneCard(tenant, told);
  }
});
