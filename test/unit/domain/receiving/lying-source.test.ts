import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation, MarketplaceEvent } from '../../../../src/domain/model/event/event.js';
import { MOST_CARDS } from '../../../../src/domain/model/invite/invite.js';
import { link } from '../../../../src/domain/people/link-member.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { storeDelivery } from '../../../../src/domain/receiving/receive-delivery.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { readConnections } from '../../../../src/domain/workspace/read-connections.js';
import { keyedDelivery } from '../../../../src/sources/create-marketplace.js';
import { buildConnection, buildInvitation, buildJob, buildProfile } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE, populate } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const GETMANY: Via = { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true };
const MINUTE = 60_000;
const HOUR = 3_600_000;

const told = (number: number, given: Partial<Invitation> = {}): Invitation =>
  buildInvitation({
    id: `c-vollna:${number}`,
    job: buildJob({ id: `upwork:${number}` }),
    freelancer: { id: `vollna:${number}`, name: `Stranger ${number}` },
    invitedAt: START,
    ...given,
  });

/** An agency whose connection tells what it likes. */
async function world() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  for (const { connectionId: id, ...traits } of [VOLLNA, GETMANY]) {
    const { bareIds: _, ...connection } = buildConnection({ id, ...traits, marketplace: 'upwork', can: ['outcomes'] });
    const config = { apiToken: 'token', apiUrl: 'https://api.vendor.example', webhookTokens: ['token'] };
    await ports.connections.save({ ...connection, config, connectedAt: START });
  }
  let events = 0;
  const hear = async (event: MarketplaceEvent, via = VOLLNA) => {
    events += 1;
    await storeEvent(ports, 'T1', `event-${events}`, event, via);
    await runWork(ports);
  };
  const invited = (data: Invitation, via = VOLLNA) => hear({ type: 'invitation.created', data }, via);
  const cardsIn = (channel: string) =>
    ports.sent.filter((sent) => sent.channel === channel && sent.content.kind === 'invite-card');
  const get = (id: string) => ports.invites.byExternalId('T1', id);
  const toldOf = (channel: string) =>
    ports.sent.filter((sent) => sent.channel === channel && sent.content.kind === 'without-card');
  return { ports, hear, invited, cardsIn, toldOf, get };
}

describe('another agency’s data', () => {
  test('reach nobody there, and the managers here can tell whose they are', async () => {
    const { ports, hear, invited, cardsIn } = await world();
    await populate(ports, { tenantId: 'T2' });
    const eve = { id: 'p-eve', name: 'Eve Elsewhere', email: 'eve@elsewhere.example' };
    await ports.members.save('T2', [buildProfile({ slackUserId: 'UEVE', name: eve.name, email: eve.email })]);
    await ports.members.link('T2', 'UEVE', [{ ...eve, linkedBy: 'email' }]);
    await runWork(ports);
    const before = await ports.documentsOf('T2');
    await invited(told(1, { freelancer: eve }));
    const changed = { id: 'c-vollna:1', status: 'withdrawn', changedAt: START } as const;
    await hear({ type: 'invitation.status_changed', data: changed });
    const about = { freelancer: eve, jobId: 'upwork:2' };
    const proposal = { id: 'p1', invitationId: 'p1', status: 'hired', changedAt: START, about } as const;
    await hear({ type: 'proposal.status_changed', data: proposal });
    expect(await ports.documentsOf('T2')).toEqual(before);
    expect(ports.sent.map(({ tenantId, channel }) => [tenantId, channel])).toEqual([['T1', 'DADMIN']]);
    expect(cardsIn('DADMIN')).toMatchObject([{ content: { invite: { invitee: { person: eve } } } }]);
    expect(await ports.worklist.dead()).toEqual([]);
  });

  test('of hundreds of strangers become a few cards; a member’s own comes at once, as does a stranger’s when linked', async () => {
    const { ports, invited, cardsIn, toldOf, get } = await world();
    for (let number = 1; number <= MOST_CARDS + 15; number += 1) await invited(told(number));
    expect(cardsIn('DADMIN')).toHaveLength(MOST_CARDS);
    await runWork(ports, { withinMs: MINUTE });
    expect(toldOf('DADMIN')).toMatchObject([{ content: { count: 15, unlinked: true }, edits: 0 }]);
    expect(await readConnections(ports, ADMIN)).toContainEqual(
      expect.objectContaining({ connection: expect.objectContaining({ id: 'c-vollna' }), withoutCard: 15 }),
    );
    await invited(told(100, { id: 'c-getmany:100', freelancer: PEOPLE.ana }), GETMANY);
    expect(cardsIn('DANA')).toHaveLength(1);
    const last = MOST_CARDS + 15;
    expect(await get(`c-vollna:${last}`)).toMatchObject({ status: 'open', unannounced: true });
    await link(ports, 'T1', 'UBEN', { id: `vollna:${last}`, name: 'Ben', place: 'upwork', linkedBy: 'hand' });
    await runWork(ports);
    expect(cardsIn('DBEN')).toMatchObject([{ content: { invite: { externalId: `c-vollna:${last}` } } }]);
  });
});

describe('at connecting', () => {
  const HOURS_AGO = new Date(START.getTime() - 5 * HOUR);

  test('so many open invitations of one member become cards; the others stand on the Home, and are answered there', async () => {
    const { ports, invited, cardsIn, toldOf, get } = await world();
    const many = MOST_CARDS + 15;
    const old = (number: number) => invited(told(number, { freelancer: PEOPLE.ana, invitedAt: HOURS_AGO }));
    for (let number = 1; number < many; number += 1) await old(number);
    expect(cardsIn('DANA')).toHaveLength(MOST_CARDS);
    await runWork(ports, { withinMs: MINUTE });
    expect(toldOf('DANA')).toMatchObject([{ content: { count: 14 } }]);
    await old(many);
    await runWork(ports, { withinMs: MINUTE });
    expect(toldOf('DANA')).toMatchObject([{ content: { count: 15 }, edits: 1 }]);
    expect(ports.sent.filter(({ content }) => content.kind === 'without-card')).toHaveLength(1);
    expect(await ports.invites.countOpen('T1', 'UANA')).toBe(many);
    await invited(told(100, { freelancer: PEOPLE.ana }));
    expect(cardsIn('DANA')).toHaveLength(MOST_CARDS + 1);
    const unannounced = await get(`c-vollna:${many}`);
    expect(unannounced).toMatchObject({ status: 'open', unannounced: true });
    await acceptInvite(ports, ANA, unannounced?.id ?? '');
    await runWork(ports);
    expect(cardsIn('DANA').at(-1)).toMatchObject({ content: { invite: { id: unannounced?.id, status: 'accepted' } } });
  });
});

test('a source that calls all its invitations the same changes the first in nothing', async () => {
  const { ports, invited, get } = await world();
  await invited(told(1, { freelancer: PEOPLE.ana }));
  const first = await get('c-vollna:1');
  for (const freelancer of [PEOPLE.ben, PEOPLE.cleo, PEOPLE.dora])
    await invited(told(2, { id: 'c-vollna:1', freelancer, letter: 'Another letter, which is longer than the first' }));
  const { job, letter, invitee } = (await get('c-vollna:1')) ?? {};
  expect({ job, letter, invitee }).toEqual({ job: first?.job, letter: first?.letter, invitee: first?.invitee });
  expect(ports.sent).toHaveLength(1);
});

describe('a marketplace with bare ids', () => {
  /** A world in which the tenant's own marketplace tells what it likes. */
  async function ownWorld() {
    const given = await world();
    const { ports } = given;
    const own = (await ports.connections.latestOf('T1')).find(({ bareIds }) => bareIds);
    if (!own) throw new Error('no connection');
    const lies = async (event: MarketplaceEvent) => {
      await storeDelivery(ports, own, keyedDelivery(own, { id: 'msg_1', events: [event] }));
      await runWork(ports);
    };
    return { ...given, lies };
  }

  test('that names a job of Upwork changes nothing of the invitation to it, and does not get its answer', async () => {
    const { ports, lies, invited, get } = await ownWorld();
    await ports.members.link('T1', 'UANA', [
      { ...PEOPLE.ana, linkedBy: 'email' },
      { id: 'upwork:~0ana', name: 'Ana', place: 'upwork', linkedBy: 'hand' },
    ]);
    await invited(told(5, { freelancer: { id: 'upwork:~0ana', name: 'Ana' }, keys: ['upwork:invitation:5'] }));
    const before = await get('c-vollna:5');
    const job = buildJob({ id: 'upwork:5', title: 'A lie' });
    const data = buildInvitation({ id: 'i1', freelancer: PEOPLE.ana, job });
    await lies({ type: 'invitation.created', data });
    const after = await get('c-vollna:5');
    expect([after?.job, after?.letter, after?.origins]).toEqual([before?.job, before?.letter, before?.origins]);
    await acceptInvite(ports, ANA, after?.id ?? '');
    await runWork(ports);
    expect(ports.marketplace.calls).toEqual([]);
    expect(await get('c-vollna:5')).toMatchObject({ decision: { byHand: true } });
  });

  test('that names an invitation of another connection does not end it', async () => {
    const { ports, lies, get } = await ownWorld();
    const via = { connectionId: 'f'.repeat(24), source: 'contract', trust: 90, namesInvitations: true };
    const id = `${via.connectionId}:i1`;
    await receiveInvite(ports, 'T1', buildInvitation({ id, freelancer: PEOPLE.ana }), via);
    await lies({ type: 'invitation.status_changed', data: { id, status: 'withdrawn', changedAt: START } });
    expect(await get(id)).toMatchObject({ status: 'open' });
  });
});

describe('two marketplaces that name the same page as their job’s', () => {
  const PAGE = 'https://market.example/jobs/7';

  /** Tells an invitation of Ana's by the tenant's connection or by a second one, and lets her enter it. */
  async function both() {
    const ports = await agency({ settings: { nudgeHours: [] } });
    const [own] = await ports.connections.latestOf('T1');
    const { bareIds: _, ...second } = buildConnection({ id: 'c-second' });
    await ports.connections.save(second);
    const { email: __, ...ana } = PEOPLE.ana;
    const tell = async (which: 'own' | 'second') => {
      const connection = which === 'own' && own ? own : second;
      const data = buildInvitation({ id: 'i1', freelancer: ana, job: buildJob({ id: `job-${which}`, url: PAGE }) });
      await storeDelivery(
        ports,
        connection,
        keyedDelivery(connection, { id: which, events: [{ type: 'invitation.created', data }] }),
      );
      await runWork(ports);
    };
    const enter = () =>
      addInvite(ports, ANA, {
        title: 'Mine',
        link: PAGE,
        slackUserId: 'UANA',
        letter: '',
        facts: { skills: [], client: {} },
      });
    const open = () => ports.invites.openFor('T1', 'UANA', 9);
    return { ports, tell, enter, open };
  }
  const accounts = [
    { ...PEOPLE.ana, linkedBy: 'email' },
    { id: 'c-second:p-ana', name: 'Ana', linkedBy: 'hand' },
  ] as const;

  test.each(['before', 'after'])('are each answered, whenever Ana is linked (%s)', async (when) => {
    for (const order of [
      ['own', 'second'],
      ['second', 'own'],
    ] as const) {
      const { ports, tell, enter, open } = await both();
      if (when === 'before') await ports.members.link('T1', 'UANA', accounts);
      for (const which of order) {
        await tell(which);
        await enter();
      }
      if (when === 'after') await link(ports, 'T1', 'UANA', accounts[1]);
      await runWork(ports);
      expect(await open()).toHaveLength(2);
      for (const { id } of await open()) await acceptInvite(ports, ANA, id);
      await runWork(ports);
      const answered = ports.marketplace.calls.map(({ externalId }) => externalId);
      expect(answered.sort()).toEqual(['c-second:i1', 'i1']);
    }
  });

  test('are one once the first is no longer connected: it has moved', async () => {
    const { ports, tell, open } = await both();
    await ports.members.link('T1', 'UANA', accounts);
    await tell('own');
    await ports.connections.remove({ tenantId: 'T1', id: 'connection-of-T1' });
    await tell('second');
    expect(await open()).toHaveLength(1);
    for (const { id } of await open()) await acceptInvite(ports, ANA, id);
    await runWork(ports);
    expect(ports.marketplace.calls).toMatchObject([{ externalId: 'c-second:i1' }]);
  });
});
