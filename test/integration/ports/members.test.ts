import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/errors.js';
import type { LinkedPerson, SlackProfile } from '../../../src/domain/member/member.js';
import { buildProfile, nextId } from '../../support/factories.js';
import { portSuite } from './port-suite.js';

const ana: LinkedPerson = { id: 'p-ana', name: 'Ana Lopez', linkedBy: 'hand' };
const profile = (slackUserId: string, name: string, given: Partial<SlackProfile> = {}) =>
  buildProfile({ slackUserId, name, ...given });

portSuite('members', (open) => {
  const team = async (...profiles: SlackProfile[]) => {
    const tenantId = nextId('T');
    await open().members.save(tenantId, profiles);
    return tenantId;
  };
  const names = async (tenantId: string, query: string, limit = 9) =>
    (await open().members.search(tenantId, query, limit)).map(({ name }) => name);

  test('are what Slack says of them', async () => {
    const full = profile('U1', 'Ana', { email: 'Ana@Agency.example', timeZone: 'Europe/Oslo', locale: 'nb-NO' });
    const tenantId = await team(full);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual({ ...full, tenantId });
    expect(await open().members.get(tenantId, 'U2')).toBeNull();
    await open().members.save(tenantId, []);
  });

  test('follow what Slack says later, and keep their links', async () => {
    const tenantId = await team(profile('U1', 'Ana', { email: 'ana@agency.example', timeZone: 'Europe/Oslo' }));
    await open().members.link(tenantId, 'U1', ana);
    const later = profile('U1', 'Ana L.', { isDeactivated: true });
    await open().members.save(tenantId, [later, profile('U2', 'Ben')]);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual({ ...later, tenantId, person: ana });
    expect(await open().members.byEmail(tenantId, 'ana@agency.example')).toBeNull();
    expect(await names(tenantId, 'ana l.')).toEqual(['Ana L.']);
  });

  test('are linked to a person and unlinked', async () => {
    const tenantId = await team(profile('U1', 'Ana'));
    expect(await open().members.link(tenantId, 'U1', ana)).toMatchObject({ slackUserId: 'U1', person: ana });
    expect(await open().members.byPerson(tenantId, 'p-ana')).toMatchObject({ slackUserId: 'U1' });
    expect(await open().members.link(tenantId, 'U1', { ...ana, linkedBy: 'email' })).not.toBeNull();
    expect(await open().members.link(tenantId, 'U1', null)).toStrictEqual({ ...profile('U1', 'Ana'), tenantId });
    expect(await open().members.byPerson(tenantId, 'p-ana')).toBeNull();
    expect(await open().members.link(tenantId, 'U2', ana)).toBeNull();
  });

  test('share no person, until the first one gives it back', async () => {
    const tenantId = await team(profile('U1', 'Ana'), profile('U2', 'Ben'));
    await open().members.link(tenantId, 'U1', ana);
    await expect(open().members.link(tenantId, 'U2', ana)).rejects.toThrow(Duplicate);
    expect(await open().members.get(tenantId, 'U2')).not.toHaveProperty('person');
    await open().members.link(tenantId, 'U1', null);
    expect(await open().members.link(tenantId, 'U2', ana)).toMatchObject({ person: ana });
  });

  test('that link to one person at once: one gets it', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `U${index}`);
    const tenantId = await team(...ids.map((id) => profile(id, id)));
    const results = await Promise.allSettled(ids.map((id) => open().members.link(tenantId, id, ana)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('are found by their email in any case; who is still here comes first', async () => {
    const tenantId = await team(
      profile('U1', 'Aaron before', { email: 'ANA@agency.example', isDeactivated: true }),
      profile('U2', 'Ana', { email: 'Ana@agency.example' }),
      profile('U3', 'Ben'),
    );
    expect(await open().members.byEmail(tenantId, 'aNa@AGENCY.example')).toMatchObject({ slackUserId: 'U2' });
    expect(await open().members.byEmail(tenantId, 'na@agency.example')).toBeNull();
  });

  test('are searched by a part of their name, in any case, by name', async () => {
    const tenantId = await team(profile('U3', 'Zoë Ana'), profile('U1', 'ana (NYC) [x.y]*'), profile('U2', 'Banana'));
    expect(await names(tenantId, 'ANA')).toEqual(['ana (NYC) [x.y]*', 'Banana', 'Zoë Ana']);
    expect(await names(tenantId, 'ana', 2)).toEqual(['ana (NYC) [x.y]*', 'Banana']);
    expect(await names(tenantId, '(nyc) [x.y]*')).toEqual(['ana (NYC) [x.y]*']);
    expect(await names(tenantId, 'zoë')).toEqual(['Zoë Ana']);
    for (const odd of ['.', '^', '$', '|', 'a.a', '\\']) {
      expect(await names(tenantId, odd)).toEqual(odd === '.' ? ['ana (NYC) [x.y]*'] : []);
    }
    expect(await names(tenantId, '')).toHaveLength(3);
    expect((await open().members.all(tenantId)).map(({ slackUserId }) => slackUserId)).toEqual(['U1', 'U2', 'U3']);
  });

  test('that are bots or have left crowd nobody out', async () => {
    const tenantId = await team(
      profile('U1', 'Ana before', { isDeactivated: true }),
      profile('U2', 'Ana bot', { isBot: true }),
      profile('U3', 'Ana Lopez'),
    );
    expect(await names(tenantId, 'ana', 1)).toEqual(['Ana Lopez']);
    expect(await names(tenantId, 'ana')).toEqual(['Ana Lopez', 'Ana bot', 'Ana before']);
  });

  test('of two tenants never meet', async () => {
    const same = profile('U1', 'Ana', { email: 'ana@agency.example' });
    const [mine, theirs] = [await team(same), await team(same)];
    await open().members.link(mine, 'U1', ana);
    expect(await open().members.get(theirs, 'U1')).toStrictEqual({ ...same, tenantId: theirs });
    expect(await open().members.byPerson(theirs, 'p-ana')).toBeNull();
    expect(await open().members.link(theirs, 'U1', ana)).not.toBeNull();
    expect(await open().members.byEmail(nextId('T'), 'ana@agency.example')).toBeNull();
    expect(await open().members.all(nextId('T'))).toEqual([]);
  });

  test('may be a thousand', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => profile(`U${index}`, `Member ${index}`));
    const tenantId = await team(...many);
    expect(await open().members.all(tenantId)).toHaveLength(1_000);
    expect(await names(tenantId, 'member 999')).toEqual(['Member 999']);
  });
});
