import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { advanceRelay } from '../../../src/domain/asking/advance-relay.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import type { Ask, RelayStatus } from '../../../src/domain/model/relay/relay.js';
import { askModal } from '../../../src/slack/features/ask/ask.js';
import { relayAskMessage } from '../../../src/slack/features/ask/relay-ask-message.js';
import { relayNewsMessage } from '../../../src/slack/features/ask/relay-news-message.js';
import { ACTION, LOOKUP, MODAL } from '../../../src/slack/reply/action-ids.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildProfile, buildRelay } from '../../support/factories.js';
import { announceRelay } from '../../support/job-verbs.js';
import { START } from '../../support/memory-ports.js';
import { RELAY_STATUSES, TEXTS, wordyInvite } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const buttonsOf = (view: object): string[] =>
  [...JSON.stringify(view).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id ?? '');

const later = new Date(START.getTime() + 30 * 60_000);
const ben = (more: Partial<Ask> = {}): Ask => ({ slackUserId: 'UBEN', name: 'Ben', until: later, ...more });
const cem: Ask = { slackUserId: 'UCEM', name: 'Cem', until: later, answer: 'yes' };

describe('what a colleague is asked', () => {
  const asked = (asks: Ask[], status: RelayStatus = 'asking', said = words) => {
    const relay = buildRelay({ asks, status, noteToColleague: 'You know Go' });
    return relayAskMessage({ kind: 'relay-ask', relay, invite: buildInvite(), index: 0 }, said);
  };

  test('says who asks, what for, their note and until when', () => {
    const view = asked([ben()]);
    expect(view.text).toBe('Ana Lopez asks: would you take “Build a data pipeline”?');
    expect(JSON.stringify(view)).toMatch(/Ana Lopez writes:.*You know Go.*Answer by <!date/);
    expect(buttonsOf(view)).toEqual([ACTION.answerYes, ACTION.answerNo, ACTION.openJob]);
  });

  test.each([
    ['yes', 'asking', /You said yes\.$/],
    ['yes', 'agreed', /You said yes\.$/],
    ['no', 'agreed', /You said no\.$/],
    ['no-answer', 'exhausted', /did not answer in time\.$/],
    [undefined, 'overtaken', /No answer is needed any more\.$/],
    [undefined, 'cancelled', /No answer is needed any more\.$/],
  ] as const)('after %s, while %s, it has no buttons', (answer, status, text) => {
    const view = asked([ben(answer && { answer }), cem], status);
    expect(buttonsOf(view)).toEqual([]);
    expect(view.text).toMatch(text);
  });

  test('tells everybody who was asked how it ended', () => {
    expect(JSON.stringify(asked([ben({ answer: 'no' }), cem], 'agreed'))).toContain('Cem said yes');
    expect(JSON.stringify(asked([ben({ answer: 'no' }), cem], 'agreed', wordsIn('de')))).toContain('Cem hat Ja gesagt');
    expect(JSON.stringify(asked([ben({ answer: 'yes' })], 'agreed'))).toContain('You are being referred.');
    expect(JSON.stringify(asked([ben({ answer: 'yes' })], 'agreed'))).not.toContain('Ben said yes');
    expect(JSON.stringify(asked([ben()], 'cancelled'))).toContain('Ana Lopez stopped asking');
  });
});

describe('asking that ended early', () => {
  const ended = (invite: Partial<Invite>, detail?: string, said = words) => {
    const line = { at: START, who: 'baton', what: 'overtaken', through: 'job', ...(detail && { detail }) } as const;
    const asks = [ben({ answer: 'yes' })];
    const content = { relay: buildRelay({ status: 'overtaken', asks, history: [line] }), invite: buildInvite(invite) };
    const toThem = relayAskMessage({ kind: 'relay-ask', index: 0, ...content }, said);
    return {
      toThem: JSON.stringify(toThem),
      news: relayNewsMessage({ kind: 'relay-news', event: 'overtaken', ...content }, said),
    };
  };
  const decision = { id: 'd', kind: 'accepted', by: 'UOLGA', byName: 'Olga', at: START } as const;

  test.each<[string, Partial<Invite>, string | undefined, RegExp]>([
    ['somebody decided', { status: 'accepted', decision }, undefined, /Olga accepted it <!date/],
    ['the client took it back', { status: 'withdrawn' }, undefined, /The client withdrew this invite\./],
    ['it expired', { status: 'expired' }, undefined, /This invite expired without an answer\./],
    ['a rule forbids it', {}, 'referral.alreadyHired', /Ben said yes, but is hired for this job already\./],
    ['a rule without words forbids it', {}, 'referral.new', /Ben said yes, but cannot be referred/],
  ])('says why: %s', (_, invite, rule, cause) => {
    const { toThem, news } = ended(invite, rule);
    expect(toThem).toMatch(cause);
    expect(news.text).toMatch(cause);
    expect(news.text.endsWith('The invite is still yours to answer.')).toBe(!invite.status);
  });

  test('and makes nothing up where nothing is known any more', () => {
    expect(ended({}).news.text).toBe(
      'Nobody is asked about “Build a data pipeline” any more. The invite is still yours to answer.',
    );
    expect(ended({}).toThem).toContain('Nobody is asked any more.');
  });
});

test.each(RELAY_STATUSES)('the asker hears of %s, with everybody’s answer', (status) => {
  const relay = buildRelay({ asks: [ben({ answer: 'no' }), cem], status });
  const { text, blocks } = relayNewsMessage({ kind: 'relay-news', relay, invite: buildInvite(), event: status }, words);
  expect(text).toContain('Build a data pipeline');
  expect(
    JSON.stringify(blocks)
      .match(/Ben said no|Cem said yes/g)
      ?.toSorted(),
  ).toEqual(['Ben said no', 'Cem said yes']);
});

test.each(Object.keys(TEXTS))('the modal fits with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const given = { invite: wordyInvite(text), reasons: [{ id: 'a', text }], minutes: 30, metadata: '{}' };
  for (const locale of ['en', 'de']) expectFits(askModal(given, wordsIn(locale)), 'modal');
});

describe('asking in Slack', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UCEM', name: 'Cem Kaya', email: 'cem@agency.example' }),
    ]);
    await world.ports.invites.insert(buildInvite({ id: 'i1' }));
  });
  afterEach(() => world.close());
  const relay = () => world.ports.relays.ofInvite('T1', 'i1');
  const chosen = (id: string, text: string) => ({ value: `member:${id}`, text: { type: 'plain_text', text } });
  const submit = (...picked: (object | null)[]) => {
    const options = picked.filter((one) => one !== null);
    const reason = { value: { selected_option: chosen('busy', 'Too busy') } };
    const note = { value: { value: 'You know Go' } };
    const colleagues = { [LOOKUP.asked]: { selected_options: options } };
    const values = { 'colleague:i1': colleagues, reason, 'note-to-colleague': note };
    return world.submit('UANA', MODAL.ask, values, { inviteId: 'i1', fromHome: false });
  };
  const ask = async () => {
    await submit(chosen('UBEN', 'Ben Okoro'), chosen('UCEM', 'Cem Kaya'), null);
    const made = await relay();
    await advanceRelay(world.ports, { tenantId: 'T1', id: made?.id ?? '' });
    return made?.id ?? '';
  };

  test('of a practice invite nobody is asked: the asker is told so, instead of a modal', async () => {
    await world.ports.invites.insert(buildInvite({ id: 'i2', practice: true }));
    await world.click('UANA', ACTION.ask, 'i2');
    await world.made.stop();
    expect(world.slack.of('views.open')).toEqual([]);
    expect(JSON.stringify(world.slack.calls)).toContain('This is practice, so nobody is asked.');
  });

  test('Ask first opens the modal, and its pickers offer colleagues alone', async () => {
    world.ports.marketplace.people.push({ id: 'p-ben', name: 'Ben of the market' });
    await world.click('UANA', ACTION.ask, 'i1');
    await world.made.stop();
    const view = world.slack.of('views.open')[0]?.args.view;
    expect(JSON.stringify(view)).toMatch(/colleague:i1.*multi_external_select.*"max_selected_items":3/);
    expect(JSON.stringify(view)).toContain('Each has 30 minutes');
    const { body } = await world.lookUp('UANA', LOOKUP.asked, 'colleague:i1', 'ben');
    expect(body.option_groups).toMatchObject([{ options: [{ value: 'member:UBEN' }] }]);
  });

  test('Ask first goes by whom referring is released to: the addressee, not who presses in their place', async () => {
    const release = (never: string[]) =>
      world.ports.tenants.configure('T1', { release: { percent: 100, always: [], never } });
    await release(['UADMIN']);
    await world.click('UADMIN', ACTION.ask, 'i1');
    await world.made.stop();
    expect(world.slack.of('views.open')).toHaveLength(1);
    await release(['UANA']);
    await world.click('UADMIN', ACTION.ask, 'i1');
    await world.made.stop();
    expect(world.slack.of('views.open')).toHaveLength(1);
    expect(world.slack.of(RESPONSE_URL)[0]?.args.text).toContain('not for this invite yet');
  });

  test('the modal closes once the relay is durable, in the order of the pickers', async () => {
    expect((await submit(chosen('UCEM', 'Cem Kaya'), null, chosen('UBEN', 'Ben Okoro'))).body).toBe('');
    expect(await relay()).toMatchObject({
      status: 'asking',
      from: { slackUserId: 'UANA', name: 'Ana Lopez' },
      asks: [{ slackUserId: 'UCEM' }, { slackUserId: 'UBEN' }],
      noteToColleague: 'You know Go',
    });
  });

  test('on the Home tab, the tab is made new when asking begins and when it is stopped', async () => {
    const first = { [LOOKUP.asked]: { selected_options: [chosen('UBEN', 'Ben Okoro')] } };
    await world.submit('UANA', MODAL.ask, { 'colleague:i1': first }, { inviteId: 'i1', fromHome: true });
    expect(await relay()).toMatchObject({ reasonId: 'busy' });
    const id = (await relay())?.id ?? '';
    await world.click('UANA', ACTION.stopAsking, id, { view: { id: 'V1', type: 'home' } });
    await world.made.stop();
    const shown = world.ports.messenger.homes.map(({ home }) => home.openInvites[0]?.relay?.status);
    expect(shown).toEqual(['asking', 'cancelled']);
  });

  test('every step reaches the Home of whoever has opened it', async () => {
    await world.ports.members.configure('T1', 'UANA', { homeOpenedAt: START });
    const id = await ask();
    await announceRelay(world.ports, { tenantId: 'T1', id });
    expect((await world.ports.members.get('T1', 'UANA'))?.work).toMatchObject([{ job: 'publish-home' }]);
  });

  test('what is wrong is told beside the picker it is about', async () => {
    expect((await submit(null, null, null)).body.errors).toEqual({
      'colleague:i1': expect.stringContaining('Pick a colleague'),
    });
    const unfit = await submit(chosen('UBEN', 'Ben Okoro'), chosen('UADMIN', 'Ada Admin'), null);
    expect(unfit.body.errors).toEqual({ 'colleague:i1': expect.stringMatching(/^Ada Admin: .*is not known/) });
    expect(await relay()).toBeNull();
    await submit(chosen('UBEN', 'Ben Okoro'), chosen('UBEN', 'Ben Okoro'), null);
    expect((await relay())?.asks).toMatchObject([{ slackUserId: 'UBEN' }]);
  });

  test('of two who have one name, the error names the right one', async () => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UBEN2', name: 'Ben Okoro', email: 'ben2@agency.example', handle: 'ben2' }),
      buildProfile({ slackUserId: 'UGONE', name: 'Gone', isDeactivated: true }),
    ]);
    const { body } = await world.lookUp('UANA', LOOKUP.asked, 'colleague:i1', 'ben');
    expect(body.option_groups[0].options).toMatchObject([
      { value: 'member:UBEN', text: { text: 'Ben Okoro · ben@agency.example' } },
      {
        value: 'member:UBEN2',
        text: { text: 'Ben Okoro · @ben2' },
      },
    ]);
    const told = async (...picked: object[]) => (await submit(...picked)).body.errors['colleague:i1'];
    expect(await told(chosen('UBEN', 'Ben Okoro'), chosen('UBEN2', 'Ben · @ben2'))).toMatch(/^Ben · @ben2: /);
    expect(await told(chosen('UBEN', 'Somebody'), chosen('UNOBODY', 'Nobody'))).toMatch(/^Nobody: /);
    const left = await submit(chosen('UBEN', 'Ben Okoro'), chosen('UCEM', 'Cem'), chosen('UGONE', 'Gone'));
    expect(left.body.errors).toEqual({
      'colleague:i1': 'Gone: This person has left the workspace. Pick somebody else.',
    });
  });

  test('a second asking is refused while the first goes on', async () => {
    await ask();
    const { body } = await submit(chosen('UBEN', 'Ben Okoro'));
    expect(JSON.stringify(body)).toContain('are being asked about this invite already');
  });

  test('a yes is durable when it is answered, and becomes the referral', async () => {
    const id = await ask();
    await world.click('UBEN', ACTION.answerNo, id);
    await advanceRelay(world.ports, { tenantId: 'T1', id });
    await world.click('UCEM', ACTION.answerYes, id);
    expect((await relay())?.asks).toMatchObject([{ answer: 'no' }, { answer: 'yes' }]);
    await advanceRelay(world.ports, { tenantId: 'T1', id });
    expect(await world.ports.referrals.ofInvite('T1', 'i1')).toMatchObject({
      from: { slackUserId: 'UANA' },
      to: { slackUserId: 'UCEM' },
      noteToColleague: 'You know Go',
    });
  });

  test('only who was asked can answer, once; only who asks can stop', async () => {
    const id = await ask();
    await world.click('UCEM', ACTION.answerYes, id);
    await world.click('UBEN', ACTION.stopAsking, id);
    await world.click('UANA', ACTION.stopAsking, id);
    await world.click('UBEN', ACTION.answerYes, id);
    expect((await relay())?.status).toBe('cancelled');
    expect(world.slack.of(RESPONSE_URL).map(({ args }) => args.text)).toEqual([
      expect.stringContaining('between Ana Lopez and those they asked'),
      expect.stringContaining('between Ana Lopez and those they asked'),
      expect.stringContaining('This question is over'),
    ]);
  });

  test('every step reaches the card', async () => {
    const card = { id: 'card.i1.UANA', tenantId: 'T1', kind: 'invite-card', inviteId: 'i1', to: 'UANA' } as const;
    await world.ports.messages.ensure({ ...card, wanted: 1 }, []);
    const wanted = async () => (await world.ports.messages.get(card))?.wanted;
    const id = await ask();
    await announceRelay(world.ports, { tenantId: 'T1', id });
    const asking = (await wanted()) ?? 0;
    expect(asking).toBeGreaterThan(1);
    await world.click('UANA', ACTION.stopAsking, id);
    await announceRelay(world.ports, { tenantId: 'T1', id });
    const stopped = (await wanted()) ?? 0;
    expect(stopped).toBeGreaterThan(asking);
    world.ports.clock.advance(1000);
    const again = await ask();
    await announceRelay(world.ports, { tenantId: 'T1', id: again });
    expect(await wanted()).toBeGreaterThan(stopped);
  });
});
