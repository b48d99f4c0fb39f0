import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../../../src/domain/model/errors.js';
import { KEPT } from '../../../../src/domain/model/stored-size-limits.js';
import { linkMember } from '../../../../src/domain/people/link-member.js';
import { searchAgencyPeople } from '../../../../src/domain/people/search-agency-people.js';
import { type UnlinkedPeople, unlinkedPeople } from '../../../../src/domain/people/unlinked-people.js';
import { requireLinking } from '../../../../src/domain/permissions/require-linking.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildPerson, buildProfile, buildTenant } from '../../../support/factories.js';
import { memoryPorts } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';

async function withPeople() {
  const ports = await agency();
  ports.marketplace.team.push(PEOPLE.ana, PEOPLE.ben, PEOPLE.dora);
  return ports;
}

describe('linking', () => {
  test('is for admins, once a marketplace is connected', async () => {
    const ports = await agency();
    await requireLinking(ports, ADMIN);
    await expectRefusal(requireLinking(ports, ANA), 'member.notAdmin');
    const unconnected = memoryPorts();
    await unconnected.tenants.install(buildTenant());
    await expectRefusal(requireLinking(unconnected, ADMIN), 'tenant.notConnected');
  });
});

describe('the people whom nobody is tied to', () => {
  test('are those of the agency that no member is', async () => {
    expect(await unlinkedPeople(await withPeople(), 'T1')).toEqual({ people: [PEOPLE.dora] });
  });

  test('who share an email address are named with it, and with the member who has it', async () => {
    const ports = await withPeople();
    const email = 'office@agency.example';
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', name: 'Eve Stone', email })]);
    const [eve, fay] = ['p-eve', 'p-fay'].map((id) => buildPerson({ id, name: id, email }));
    ports.marketplace.team.push(...[eve, fay].flatMap((one) => one ?? []));
    const shared = async () => ((await unlinkedPeople(ports, 'T1')) as UnlinkedPeople).shared;
    expect(await shared()).toMatchObject([{ email, people: [eve, fay], members: [{ slackUserId: 'UEVE' }] }]);
    await linkMember(ports, ADMIN, 'UEVE', 'p-eve');
    expect(await shared()).toBeUndefined();
  });

  test('are not known while the marketplace does not answer, and the log says so', async () => {
    const ports = await withPeople();
    ports.marketplace.failNext(new Error('down'));
    expect(await unlinkedPeople(ports, 'T1')).toBe('unanswered');
    expect(ports.log.lines).toMatchObject([{ event: 'people.not-listed', fields: { tenantId: 'T1', error: 'Error' } }]);
  });
});

describe('an agency with a list that is too long', () => {
  const endless = async () => {
    const ports = await withPeople();
    ports.marketplace.failNext(new Refusal('marketplace.tooLong'), 9);
    return ports;
  };

  test('and one with more people than are read are told apart from one that does not answer', async () => {
    expect(await unlinkedPeople(await endless(), 'T1')).toBe('tooLong');
    const large = await withPeople();
    large.marketplace.team.push(...Array.from({ length: KEPT.people }, (_, index) => buildPerson({ id: `p${index}` })));
    expect(await unlinkedPeople(large, 'T1')).toMatchObject({ isCut: true });
  });

  test('is named to whoever looks for an account', async () => {
    await expectRefusal(searchAgencyPeople(await endless(), ADMIN, ''), 'marketplace.tooLong');
  });
});

describe('finding people', () => {
  const anas = { ...PEOPLE.ana, holder: 'Ana Lopez' };
  const bens = { ...PEOPLE.ben, holder: 'Ben Okoro' };

  test('whoever has left keeps no account', async () => {
    const ports = await withPeople();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', name: 'Ana Lopez', isDeactivated: true })]);
    expect(await searchAgencyPeople(ports, ADMIN, 'lopez')).toEqual([PEOPLE.ana]);
  });

  test.each([
    ['', [anas, bens, PEOPLE.dora]],
    [' LOPEZ ', [anas]],
    ['p-ben@', [bens]],
    ['nobody', []],
  ])('by %j, in a name or an address, with who has the account', async (query, found) => {
    expect(await searchAgencyPeople(await withPeople(), ADMIN, query)).toEqual(found);
  });

  test('is for admins', async () => {
    await expectRefusal(searchAgencyPeople(await withPeople(), ANA, ''), 'member.notAdmin');
  });
});
