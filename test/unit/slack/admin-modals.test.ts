import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../sandbox/demo/eventually.js';
import { Refusal } from '../../../src/domain/model/errors.js';
import type { Asked, Heard } from '../../../src/domain/workspace/test-connection.js';
import { chooseSourceModal } from '../../../src/slack/features/connect/choose-source.js';
import { connectionTestModal } from '../../../src/slack/features/connect/connection-test-modal.js';
import { connectionsModal } from '../../../src/slack/features/connect/connections-modal.js';
import { connectedModal, setUpModal, UNADDRESSED } from '../../../src/slack/features/connect/set-up-form.js';
import { linkModal } from '../../../src/slack/features/link/link.js';
import { ACTION, LOOKUP, MODAL, SHOWN } from '../../../src/slack/reply/action-ids.js';
import { createSources } from '../../../src/sources/create-sources.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits, repeatedButtons } from '../../support/block-kit.js';
import {
  buildConnection,
  buildInvite,
  buildMember,
  buildPerson,
  buildProfile,
  contractConfig,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { TEXTS } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const later = (ms: number) => new Date(START.getTime() + ms);

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
});
afterEach(() => world.close());

const option = (value: string, text = 'x') => ({ selected_option: { value, text: { type: 'plain_text', text } } });

test.each(Object.keys(TEXTS))('the modals fit with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const people = Array.from({ length: 300 }, (_, i) => buildPerson({ id: `p${i}`, name: text }));
  const shared = Array.from({ length: 9 }, () => ({
    email: text,
    people,
    members: [buildMember({ name: text }), buildMember({ name: text, slackUserId: 'U2' })],
  }));
  for (const unlinked of ['unread', 'unanswered', 'tooLong', { people: [] }, { people, isCut: true, shared }] as const)
    expectFits(linkModal(unlinked, words), 'modal');
  for (const form of createSources().forms)
    for (const now of [{}, { name: text.trim() || 'x' }])
      expectFits(setUpModal({ form, ...now, answers: {}, metadata: '{}' }, words), 'modal');
  const shown = text.trim() || 'x';
  const copy = [{ label: { en: shown, de: shown }, value: 'https://baton.example/webhooks/c1' }];
  const facts = [{ en: shown, de: shown }];
  expectFits(connectedModal({ id: 'c1', name: text, facts, copy }, words), 'modal');
  expectFits(connectedModal({ id: 'c1', name: text, facts, copy: [] }, words), 'modal');
  expectFits(connectedModal({ id: 'c1', name: text, facts, copy, isBack: true, othersAwaited: true }, words), 'modal');
});

test('the form for linking names who shares an email address, and says how to link them', () => {
  const [one, other] = ['Ana', 'Bea'].map((name) => buildPerson({ id: name, name, email: 'office@acme.example' }));
  const people = [one, other].flatMap((person) => person ?? []);
  const shared = [{ email: 'office@acme.example', people, members: [buildMember({ name: 'Eve' })] }];
  const shown = JSON.stringify(linkModal({ people, shared }, words));
  expect(shown).toContain('office@acme.example: Ana, Bea on the marketplace, Eve here');
  expect(shown).toContain('Pick the member and the account that belong together above');
  expect(JSON.stringify(linkModal({ people }, words))).not.toContain('one email address');
});

const inModal = { response_url: undefined, view: { type: 'modal', id: 'V1', callback_id: SHOWN.connections } };
const lastView = () => JSON.stringify(world.slack.of('views.update').at(-1)?.args.view);

test('the list of connections tells screen readers which one each button is about', () => {
  const { forms } = createSources();
  const shown = ['Sandbox', 'Mails'].map((name) => ({ connection: buildConnection({ name }), answers: {} }));
  expect(repeatedButtons(connectionsModal({ shown, forms, now: START }, words))).toEqual([]);
});

test.each(Object.keys(TEXTS))('the modals of connections fit with %s text', (name) => {
  const text = TEXTS[name]?.trim() || 'x';
  const { forms } = createSources();
  expectFits(chooseSourceModal({ forms, unreachable: [] }, words), 'modal');
  const errors = (['token-refused', 'unreachable', 'rate-limited', 'unreadable'] as const).map((code) => ({
    health: { error: { code, at: START }, nextPollAt: START },
    polls: true as const,
  }));
  const kinds = [...errors, {}, { pausedAt: START }, { health: { turnedDown: { why: 'stale', at: later(1) } } }];
  const shown = kinds.flatMap((given) =>
    forms.map(({ source }) => ({
      connection: buildConnection({ name: text, source, ...given }),
      answers: {},
      withoutCard: 9999,
    })),
  );
  const many = Array.from({ length: 3 }, () => shown)
    .flat()
    .map(({ connection, ...more }, index) => ({ ...more, connection: { ...connection, id: `c${index}` } }));
  for (const locale of ['en', 'de'])
    for (const now of [START, later(999_999_999_999)])
      expectFits(connectionsModal({ shown: many, forms, now }, wordsIn(locale)), 'modal');
  const heard = ['test', 'job-alert', 'other-mail', 'unauthorized', 'stale', 'x'].flatMap((why): Heard[] => [
    { kind: 'put-aside', at: START, why },
    { kind: 'turned-down', at: START, why },
    { kind: 'arrived', at: START },
    { kind: 'nothing' },
  ]);
  const asked: Asked[] = [{ failed: 'token-refused' }, { facts: [{ en: text, de: text }], open: 2 }];
  for (const one of heard)
    for (const form of forms)
      for (const answer of asked) {
        const test = { connection: buildConnection({ name: text, polls: true }), asked: answer, heard: one };
        expectFits(connectionTestModal({ test, form, since: START }, words), 'modal');
      }
});

test('the choice of a source says in a short line what each brings', () => {
  for (const { source, inShort } of createSources().forms)
    for (const text of Object.values(inShort)) expect([source, text.length <= 75]).toEqual([source, true]);
});

describe('the connections', () => {
  test('are listed with how they do; while there is none, the sources are offered', async () => {
    await world.command('UADMIN', 'connect');
    await world.ports.connections.disconnect('T1');
    await world.command('UADMIN', 'connect');
    await world.made.stop();
    const [list, sources] = world.slack.of('views.open').map(({ args }) => JSON.stringify(args.view));
    expect(list).toContain('*Sandbox* · Baton’s contract');
    expect(list).toContain('nothing has come yet');
    for (const { source } of createSources().forms) expect(sources).toContain(`"${source}"`);
  });

  test('a chosen source shows its own form, with fields for who gets invites without a linked person', async () => {
    const { body } = await world.submit('UADMIN', MODAL.chooseSource, { source: { value: option('vollna') } });
    expect(body).toMatchObject({ response_action: 'update', view: { callback_id: MODAL.connect } });
    expect(JSON.stringify(body.view)).toContain('API Tokens');
    expect(JSON.stringify(body.view)).toContain(UNADDRESSED.channel);
    const wrong = await world.submit('UADMIN', MODAL.chooseSource, { source: { value: option('practice') } });
    expect(JSON.stringify(wrong.body)).not.toContain('API Tokens');
  });

  test('a source that is connected already is set up again by its name, and the form says how to add another', async () => {
    await world.command('UADMIN', 'connect contract');
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toMatch(
      /This sets up \*Sandbox\* again\..*Add a connection/,
    );
    const { body } = await world.submit('UADMIN', MODAL.chooseSource, { source: { value: option('contract') } });
    expect(JSON.stringify(body.view)).not.toContain('This sets up');
  });

  test('a further one is saved with its own address, and who gets its invites without a linked person', async () => {
    const values = {
      name: { value: { value: 'Our Vollna' } },
      [UNADDRESSED.person]: { value: { selected_user: 'UBEN' } },
    };
    const { body } = await world.submit('UADMIN', MODAL.connect, values, { source: 'vollna' });
    const all = await world.ports.connections.latestOf('T1');
    expect(all).toHaveLength(2);
    const added = all.find(({ source }) => source === 'vollna');
    expect(added).toMatchObject({ name: 'Our Vollna', unaddressedTo: 'UBEN' });
    expect(JSON.stringify(body.view)).toContain(`https://baton.example/webhooks/${added?.id}`);
    expect(JSON.stringify(body.view)).toContain(ACTION.testConnection);
  });

  test('what is connected already is named beside its address, and keeps its name and its channel', async () => {
    const before = await world.ports.connections.latestOf('T1');
    const { baseUrl } = contractConfig(before[0]);
    const values = {
      name: { value: { value: 'Another' } },
      url: { value: { value: `${baseUrl}/` } },
      token: { value: { value: 'another-token' } },
    };
    const { body } = await world.submit('UADMIN', MODAL.connect, values, { source: 'contract' });
    const errors = { url: expect.stringMatching(/connected already, as “Sandbox”.*Set up again.*\/referrals connect/) };
    expect(body).toEqual({ response_action: 'errors', errors });
    expect(await world.ports.connections.latestOf('T1')).toEqual(before);
  });

  test('one without a name is refused at its field', async () => {
    const { body } = await world.submit(
      'UADMIN',
      MODAL.connect,
      { name: { value: { value: ' ' } } },
      { source: 'vollna' },
    );
    expect(body.errors).toEqual({ name: expect.stringContaining('still empty') });
  });

  test.each([
    ['a bot', { isBot: true }, 'Ole Odd is a bot'],
    ['of another workspace', { isExternal: true }, 'Ole Odd belongs to another workspace'],
    ['a guest', { isGuest: true }, 'Ole Odd is a guest, and guests do not count as colleagues here'],
    ['not here any more', { isDeactivated: true }, 'Ole Odd has left the workspace'],
    ['known to nobody', undefined, 'Baton does not know this person'],
  ])('nobody is chosen to get invites who is %s', async (_, is, why) => {
    if (is) await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UODD', name: 'Ole Odd', ...is })]);
    const values = { name: { value: { value: 'V' } }, [UNADDRESSED.person]: { value: { selected_user: 'UODD' } } };
    const { body } = await world.submit('UADMIN', MODAL.connect, values, { source: 'vollna' });
    expect(body.errors).toEqual({ [UNADDRESSED.person]: expect.stringContaining(why) });
    expect(await world.ports.connections.latestOf('T1')).toHaveLength(1);
  });

  test('are paused, resumed and removed; the list shows it', async () => {
    const { click, ports } = world;
    await click('UADMIN', ACTION.pauseConnection, 'connection-of-T1', inModal);
    expect(await ports.connections.of('T1')).toMatchObject({ pausedAt: START });
    await click('UADMIN', ACTION.resumeConnection, 'connection-of-T1', inModal);
    expect((await ports.connections.of('T1'))?.pausedAt).toBeUndefined();
    await click('UADMIN', ACTION.removeConnection, 'connection-of-T1', inModal);
    expect(await ports.connections.latestOf('T1')).toEqual([]);
    await world.made.stop();
    const views = world.slack.of('views.update').map(({ args }) => JSON.stringify(args.view));
    expect(views[0]).toContain('Paused since');
    expect(views[1]).toContain('nothing has come yet');
    expect(views[2]).toContain(MODAL.chooseSource);
  });

  test('one that is removed says whole in its confirmation what waits, and connected again that it goes on', async () => {
    const { forms } = createSources();
    const connection = buildConnection();
    for (const locale of ['en', 'de']) {
      const say = wordsIn(locale);
      const shown = [{ connection, answers: {}, resumesLater: true as const }];
      const asked = JSON.stringify(connectionsModal({ shown, forms, now: START }, say));
      expect(asked).toContain(say.plain('connections.remove.waits'));
    }
    const { baseUrl, token } = contractConfig(connection);
    const values = { name: { value: { value: 'Sandbox' } }, url: { value: { value: baseUrl } } };
    const secret = { token: { value: { value: token } } };
    const connect = async () => {
      const { body } = await world.submit('UADMIN', MODAL.connect, { ...values, ...secret }, { source: 'contract' });
      return JSON.stringify(body.view);
    };
    await world.click('UADMIN', ACTION.removeConnection, connection.id, inModal);
    const elsewhere = { ...values, ...secret, url: { value: { value: 'https://other.example' } } };
    const { body: other } = await world.submit('UADMIN', MODAL.connect, elsewhere, { source: 'contract' });
    expect(JSON.stringify(other.view)).toContain('Answers may still wait for a connection that was removed lately.');
    const [{ id: connectionId } = connection] = await world.ports.connections.latestOf('T1');
    const target = { source: 'contract', connectionId };
    const { body: moved } = await world.submit('UADMIN', MODAL.connect, { ...values, ...secret }, target);
    const told = words.plain('refusal.connection.elsewhere', { name: 'Sandbox' });
    expect(moved).toEqual({ response_action: 'errors', errors: { url: told } });
    const back = await connect();
    expect(back).not.toContain('may still wait');
    expect(back).toContain('This marketplace was connected before: what waited for it goes on by itself');
    expect(back).toContain(`https://baton.example/webhooks/${connection.id}`);
  });

  test('a test says that nothing has come, and then what came', async () => {
    await world.click('UADMIN', ACTION.testConnection, 'connection-of-T1', inModal);
    await eventually('the test is shown', async () => lastView().includes('Nothing has come since this test began'));
    const { private_metadata } = JSON.parse(lastView());
    await world.ports.connections.turnedDown({ tenantId: 'T1', id: 'connection-of-T1' }, 'bad-signature', later(1));
    const again = { ...inModal, view: { ...inModal.view, private_metadata } };
    await world.click('UADMIN', ACTION.lookAgain, 'connection-of-T1', again);
    await world.made.stop();
    expect(lastView()).toContain('Its signature does not match the secret');
  });

  test.each([
    ACTION.addConnection,
    ACTION.setUpConnection,
    ACTION.testConnection,
    ACTION.lookAgain,
    ACTION.pauseConnection,
    ACTION.resumeConnection,
    ACTION.removeConnection,
    ACTION.allConnections,
  ])('%s is for admins', async (action) => {
    const before = await world.ports.connections.latestOf('T1');
    await world.click('UANA', action, 'connection-of-T1', inModal);
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.push'))).toContain('Only a workspace admin');
    expect(await world.ports.connections.latestOf('T1')).toEqual(before);
  });
});

describe('connecting a marketplace', () => {
  const written = (url = 'https://market.example/api/') => ({
    name: { value: { value: 'Sandbox' } },
    url: { value: { value: url } },
    token: { value: { value: 'secret-token' } },
    path: { value: option('handoff') },
  });
  const target = { source: 'contract', connectionId: 'connection-of-T1' };
  const submit = () => world.submit('UADMIN', MODAL.connect, written(), target);

  test('fills in what is known, and never the token', async () => {
    await world.click('UADMIN', ACTION.setUpConnection, 'connection-of-T1', inModal);
    await world.made.stop();
    const view = lastView();
    expect(view).toContain('https://market.example/api');
    expect(view).not.toContain('token-of-the-marketplace');
  });

  test('shows the webhook’s address and secret once, and keeps the rest', async () => {
    const { body } = await submit();
    const connection = await world.ports.connections.of('T1');
    expect(connection).toMatchObject({
      name: 'Sandbox',
      config: { baseUrl: 'https://market.example/api', token: 'secret-token', path: 'handoff' },
      can: ['look-up-people', 'candidates', 'decline-reasons', 'members', 'invitations', 'outcomes'],
    });
    const shown = JSON.stringify(body.view);
    expect(shown).toContain(`https://baton.example/webhooks/${connection?.id}`);
    expect(shown).toContain(contractConfig(connection).webhookSecrets[0]);
    expect(shown).not.toContain('secret-token');
  });

  test.each([
    ['connection.badUrl', 'url'],
    ['connection.rejected', 'token'],
    ['marketplace.unreachable', 'url'],
  ] as const)('%s stands beside its field, and what was typed stays', async (code, field) => {
    world.ports.marketplace.failNext(new Refusal(code));
    const { body } = await submit();
    expect(body).toMatchObject({ response_action: 'errors', errors: { [field]: expect.any(String) } });
  });

  test('a slow marketplace is waited for, beyond Slack’s three seconds', async () => {
    const { probe } = world.ports.marketplace;
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    world.ports.marketplace.probe = async (candidate) => {
      await slow;
      return probe(candidate);
    };
    const { body } = await submit();
    expect(JSON.stringify(body.view)).toContain('Trying it');
    answer();
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.update')[0]?.args.view)).toContain('is connected');
  });

  test('a slow refusal is shown when it comes', async () => {
    let refuse = () => {};
    world.ports.marketplace.probe = () =>
      new Promise((_, reject) => {
        refuse = () => reject(new Refusal('connection.rejected'));
      });
    await submit();
    refuse();
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.update')[0]?.args.view)).toContain('turned the token down');
  });

  test('what the payload lacks stays as it is, and without a token nothing is tried', async () => {
    await submit();
    const before = await world.ports.connections.of('T1');
    await world.submit('UADMIN', MODAL.connect, { token: { value: { value: 'secret-token' } } }, target);
    expect(await world.ports.connections.of('T1')).toEqual(before);
    const { body } = await world.submit('UADMIN', MODAL.connect, {}, target);
    expect(JSON.stringify(body.view)).toContain('still empty');
    expect(await world.ports.connections.of('T1')).toEqual(before);
  });

  test('is for admins, whatever was submitted', async () => {
    const { body } = await world.submit('UANA', MODAL.connect, written(), target);
    expect(JSON.stringify(body.view)).toContain('Only a workspace admin');
  });
});

describe('linking members', () => {
  const written = (user: string | null, person?: string) => ({
    member: { value: { selected_user: user } },
    person: { [LOOKUP.person]: person ? option(`person:${person}`) : { selected_option: null } },
  });
  beforeEach(() => {
    world.ports.marketplace.team.push(
      buildPerson({ id: 'p-ben', name: 'Benjamin O.', email: 'bo@x.example' }),
      buildPerson(),
    );
  });

  test('the form to link names the member whom the command mentions, or says why it cannot', async () => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UROBO', isBot: true })]);
    await world.command('UADMIN', 'link <@UBEN|ben>');
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain('"initial_user":"UBEN"');
    const refused = await world.command('UADMIN', 'link <@UROBO>');
    expect(JSON.stringify(refused.body)).toContain('is a bot, and bots get no invites');
    const several = await world.command('UADMIN', 'link <@UBEN> <@UANA>');
    expect(JSON.stringify(several.body)).toContain('you have mentioned several');
    expect(world.slack.of('views.open')).toHaveLength(1);
  });

  test('opens at once, and shows who is not linked when the marketplace has answered', async () => {
    await world.command('UADMIN', 'link');
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.update')[0]?.args.view)).toMatch(/Benjamin O\.\\nAna Lopez/);
  });

  test('says so when the marketplace does not answer', async () => {
    world.ports.marketplace.failNext(new Error('down'));
    await world.click('UADMIN', ACTION.link, 'link', { response_url: undefined, view: { type: 'home', id: 'VH' } });
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.update')[0]?.args.view)).toContain('did not answer');
  });

  test('opens from a card with its person, and with the member whose name fits', async () => {
    const person = buildPerson({ id: 'vollna:7', name: 'Ben O.' });
    await world.ports.invites.insert(buildInvite({ invitee: { person } }));
    await world.click('UADMIN', ACTION.link, 'stranger:vollna:7');
    await world.click('UADMIN', ACTION.link, 'stranger:vollna:8');
    await world.made.stop();
    const [known, unknown] = world.slack.of('views.open').map(({ args }) => JSON.stringify(args.view));
    for (const filled of ['"initial_user":"UBEN"', '"value":"person:vollna:7"']) expect(known).toContain(filled);
    expect(unknown).not.toContain('"initial_');
    expect(JSON.stringify(world.slack.of('views.update')[0]?.args.view)).toContain('"initial_user":"UBEN"');
  });

  test('accounts are found by name or address, by admins', async () => {
    const { body } = await world.lookUp('UADMIN', LOOKUP.person, 'person', 'BO@X');
    expect(body.options).toMatchObject([{ value: 'person:p-ben', description: { text: 'bo@x.example' } }]);
    expect((await world.lookUp('UANA', LOOKUP.person, 'person')).body).not.toHaveProperty('options');
  });

  test.each(['benjamín', 'O. BENJ', 'mailto:bo@x.example', 'Bo <bo@x.example>', 'bo@x.example.'])(
    'an account is found by %s',
    async (query) => {
      const { body } = await world.lookUp('UADMIN', LOOKUP.person, 'person', query);
      expect(body.options).toMatchObject([{ value: 'person:p-ben' }]);
    },
  );

  test('accounts of one name are told apart', async () => {
    world.ports.marketplace.team.push(
      { id: 'p-ben2', name: 'Benjamin O.', title: 'Kafka' },
      { id: 'p-ben3', name: 'Benjamin O.', title: 'Kafka' },
    );
    const { body } = await world.lookUp('UADMIN', LOOKUP.person, 'person', 'benjamin');
    const shown = body.options.map(({ text }: { text: { text: string } }) => text.text);
    expect(shown).toEqual(['Benjamin O. · bo@x.example', 'Benjamin O. · p-ben2', 'Benjamin O. · p-ben3']);
    await world.click('UADMIN', ACTION.link, 'link', { response_url: undefined, view: { type: 'home', id: 'VH' } });
    await world.made.stop();
    const view = JSON.stringify(world.slack.of('views.update')[0]?.args.view);
    for (const line of shown) expect(view).toContain(line);
  });

  test('links, and unlinks when no account is given', async () => {
    const linked = await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ben'));
    expect(JSON.stringify(linked.body.view)).toContain('Ben Okoro is linked to Benjamin O.');
    expect((await world.ports.members.get('T1', 'UBEN'))?.accounts).toMatchObject([{ id: 'p-ben', linkedBy: 'hand' }]);
    await world.submit('UADMIN', MODAL.link, written('UBEN'));
    expect((await world.ports.members.get('T1', 'UBEN'))?.accounts).toEqual([]);
  });

  test('an account that is taken is marked, and a link that is replaced is named', async () => {
    await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ben'));
    const { body } = await world.lookUp('UADMIN', LOOKUP.person, 'person', 'BO@X');
    expect(body.options).toMatchObject([{ value: 'person:p-ben', description: { text: 'Linked to Ben Okoro' } }]);
    const moved = await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ana'));
    expect(JSON.stringify(moved.body.view)).toContain(
      'Ben Okoro is linked to Ana Lopez, and was linked to Benjamin O. before.',
    );
    const again = await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ana'));
    expect(JSON.stringify(again.body.view)).toContain('Ben Okoro is linked to Ana Lopez. Waiting');
  });

  test('a choice that only says something, and a payload without one, unlink nobody', async () => {
    await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ben'));
    const values = { ...written('UBEN'), person: { [LOOKUP.person]: option('nobody') } };
    for (const sent of [values, { ...values, person: undefined }, {}])
      expect((await world.submit('UADMIN', MODAL.link, sent)).body.errors).toHaveProperty('person');
    expect((await world.ports.members.get('T1', 'UBEN'))?.accounts).toMatchObject([{ id: 'p-ben' }]);
  });

  test('a taken account, an unknown one and an unknown member stand beside their fields', async () => {
    await world.submit('UADMIN', MODAL.link, written('UBEN', 'p-ben'));
    const taken = await world.submit('UADMIN', MODAL.link, written('UANA', 'p-ben'));
    expect(taken.body.errors).toHaveProperty('person');
    const nobody = await world.submit('UADMIN', MODAL.link, written('UNEW', 'p-ana'));
    expect(nobody.body.errors).toHaveProperty('member');
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UBOT', isBot: true })]);
    const bot = await world.submit('UADMIN', MODAL.link, written('UBOT', 'p-ana'));
    expect(bot.body.errors).toEqual({ member: expect.stringContaining('bots get no invites') });
  });
});
