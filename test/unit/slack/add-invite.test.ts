import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { metadataOf } from '../../../src/slack/api/find-message.js';
import { addModal, pasteModal } from '../../../src/slack/features/add-invite/add-invite.js';
import { readFacts, writeFacts } from '../../../src/slack/features/add-invite/draft-facts.js';
import { inviteCard } from '../../../src/slack/features/invite-card/invite-card.js';
import { ACTION, MODAL, SHORTCUT } from '../../../src/slack/reply/action-ids.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildJob, buildMessage, buildProfile, buildReferral } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { buildCard, TEXTS } from '../../support/slack-content.js';
import { words } from './words.js';

const ACCEPTED = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana Lopez', at: START } as const;

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
});
afterEach(() => world.close());

const LINK = 'https://www.upwork.com/jobs/Shop-for-lamps_~021955676437925687781';
const text = (value: string) => ({ value: { type: 'plain_text_input', value } });
const form = (more: object = {}) => ({
  title: text('Shop for lamps'),
  link: text(LINK),
  letter: text('Hello'),
  ...more,
});
const facts = {
  skills: ['TypeScript'],
  client: { country: 'Portugal' },
  budget: { kind: 'fixed', max: 5, currency: 'USD' },
};
const opened = () => world.slack.of('views.open')[0]?.args.view;
const invites = () => world.ports.invites.openFor('T1', 'UANA', 10);

describe('the form', () => {
  test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
    const said = TEXTS[name] ?? '';
    const draft = {
      title: said,
      letter: said,
      keys: [],
      skills: Array(100).fill(said.slice(0, 60)),
      client: { name: said.slice(0, 200) },
    };
    expectFits(addModal({ draft: { ...draft, expiresAt: START }, addressee: 'UANA' }, words), 'modal');
    expectFits(addModal({ draft }, words), 'modal');
    expectFits(pasteModal(words), 'modal');
  });

  test.each([
    ['the Home’s button', () => world.click('UANA', ACTION.add, 'add')],
    ['the shortcut', () => world.shortcut('UANA', SHORTCUT.add)],
    ['the command', () => world.command('UANA', 'add')],
  ])('asks what to paste first, by %s', async (_, open) => {
    expect((await open()).status).toBe(200);
    await world.made.stop();
    expect(opened()).toMatchObject({ callback_id: MODAL.pasteInvite });
  });

  test('is filled from what was pasted', async () => {
    const answer = await world.submit('UANA', MODAL.pasteInvite, { paste: text(`${LINK}\nBudget: $500\nHi Ana`) });
    expect(answer.body).toMatchObject({ response_action: 'update', view: { callback_id: MODAL.addInvite } });
    expect(JSON.stringify(answer.body.view)).toMatch(
      /"initial_value":"Shop for lamps".*~021955676437925687781.*Hi Ana/,
    );
    expect(JSON.parse(answer.body.view.private_metadata)).toMatchObject({ budget: { max: 500 } });
  });

  test.each([
    [
      'of the message',
      () => world.shortcut('UADMIN', SHORTCUT.addFromMessage, { text: `<${LINK}|Lamps>\nFreelancer: Ana Lopez` }),
    ],
    ['behind the command', () => world.command('UADMIN', `add ${LINK} `)],
  ])('is filled at once from the text %s; a manager picks whose it is', async (_, open) => {
    await open();
    await world.made.stop();
    expect(opened()).toMatchObject({ callback_id: MODAL.addInvite });
    expect(JSON.stringify(opened())).toMatch(
      /"initial_value":"(Lamps|Shop for lamps)".*"users_select".*"initial_user":"U(ANA|ADMIN)"/,
    );
  });

  test.each([
    ['the one member whom it mentions', '<@UANA>', 'UANA'],
    ['the one member whom it mentions with a label', '<@UANA|ana>', 'UANA'],
    ['whoever adds it, where several are mentioned', '<@UANA> <@UBEN>', 'UADMIN'],
    ['whoever adds it, where a bot is mentioned', '<@UROBO>', 'UADMIN'],
    ['whoever adds it, where no member is mentioned', '<#C1|jobs> <!here> <!subteam^S1|@devs>', 'UADMIN'],
  ])('behind the command presets %s, and no mention is a title', async (_, mention, addressee) => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UROBO', isBot: true })]);
    await world.command('UADMIN', `add ${mention} <${LINK}>`);
    await world.made.stop();
    expect(JSON.stringify(opened())).toMatch(
      new RegExp(`"initial_value":"Shop for lamps".*"initial_user":"${addressee}"`),
    );
  });

  test.each([
    ['a bot', '<@UROBO>', 'Ro Bo is a bot'],
    ['somebody who has left', '<@UGONE>', 'Gus Gone has left the workspace'],
    ['several', '<@UANA> <@UBEN>', 'you have mentioned several'],
    ['a stranger', '<@USTRANGER>', 'Baton does not know this person'],
    ['one member', '<@UANA>', null],
    ['nobody', '', null],
  ])('behind the command with %s mentioned says why it is for somebody else', async (_, mention, said) => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UROBO', name: 'Ro Bo', isBot: true }),
      buildProfile({ slackUserId: 'UGONE', name: 'Gus Gone', isDeactivated: true }),
    ]);
    await world.command('UADMIN', `add ${mention} <${LINK}>`);
    await world.made.stop();
    const [note] = (opened()?.blocks ?? []).filter(({ type }: { type: string }) => type === 'context');
    if (said === null) expect(note).toBeUndefined();
    else expect(JSON.stringify(note)).toContain(said);
  });

  test.each(['<@UANA>', '<@UANA|ana>', '<@UANA>:', ' <@UANA> '])(
    'behind the command with %j alone is for that member, whatever is pasted',
    async (mention) => {
      await world.command('UADMIN', `add ${mention}`);
      await world.made.stop();
      expect(opened()).toMatchObject({ callback_id: MODAL.pasteInvite });
      expect(JSON.stringify(opened())).toContain('It is for *Ana Lopez*');
      const metadata = JSON.parse(opened()?.private_metadata ?? '');
      const { body } = await world.submit('UADMIN', MODAL.pasteInvite, { paste: text(LINK) }, metadata);
      expect(JSON.stringify(body.view)).toContain('"initial_user":"UANA"');
    },
  );

  test.each([
    ['UANA', '<@UADMIN>', 'A manager or an admin can add those of others'],
    ['UADMIN', '<@UANA> <@UBEN>', 'Mention the one whose invite it is'],
    ['UADMIN', '<@UROBO>', 'Ro Bo is a bot'],
    ['UADMIN', '<@UEXT>', 'Eve Else belongs to another workspace'],
    ['UADMIN', '<@UGONE>', 'Gus Gone has left the workspace'],
    ['UADMIN', '<@UGUEST>', 'Gia Guest is a guest, and guests get no invites here until they are linked'],
    ['UADMIN', '<@USTRANGER>', 'Baton does not know this person'],
  ])('of %s with %s alone says why it is not opened', async (who, mention, said) => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UROBO', name: 'Ro Bo', isBot: true }),
      buildProfile({ slackUserId: 'UEXT', name: 'Eve Else', isExternal: true }),
      buildProfile({ slackUserId: 'UGONE', name: 'Gus Gone', isDeactivated: true }),
      buildProfile({ slackUserId: 'UGUEST', name: 'Gia Guest', isGuest: true }),
    ]);
    const { body } = await world.command(who, `add ${mention}`);
    expect(JSON.stringify(body)).toContain(said);
    expect(world.slack.of('views.open')).toEqual([]);
  });

  test.each(['@ben', '＠ben', '@ben.okoro:'])(
    'behind the command with %j, which Slack did not resolve, says how to',
    async (name) => {
      expect(JSON.stringify((await world.command('UADMIN', `add ${name}`)).body)).toContain('`/referrals add @name`');
      expect(world.slack.of('views.open')).toEqual([]);
    },
  );

  test('with a mention of oneself alone is opened as without, and one of another with a link says why it is one’s own', async () => {
    await world.command('UANA', 'add <@UANA>');
    await world.command('UANA', `add <@UADMIN> <${LINK}>`);
    await world.made.stop();
    const [empty, filled] = world.slack.of('views.open').map(({ args }) => args.view);
    expect(empty).not.toHaveProperty('private_metadata');
    expect(JSON.stringify(filled)).toMatch(/A manager or an admin can add those of others.*This will be your invite/);
  });

  test('says that a profile’s link alone leads to no job, however it is given', async () => {
    const profile = 'https://www.upwork.com/freelancers/~01ab23cd45ef678901';
    const said = 'leads to a person’s profile, and to no job';
    const { body } = await world.submit('UANA', MODAL.pasteInvite, { paste: text(profile) });
    expect(body).toMatchObject({ response_action: 'errors', errors: { paste: expect.stringContaining(said) } });
    const answer = await world.submit('UANA', MODAL.addInvite, form({ link: text(profile) }), facts);
    expect(answer.body).toMatchObject({ response_action: 'errors', errors: { link: expect.stringContaining(said) } });
    await world.shortcut('UANA', SHORTCUT.addFromMessage, { text: `<${profile}>` });
    await world.made.stop();
    expect(JSON.stringify(opened())).toContain(said);
  });

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1, 2) ',
    'data:text/html,hello',
    'file:///etc/passwd',
    'ftp://market.example/jobs/7',
    'mailto:ana@acme.example',
    'ana@acme.example',
  ])('says of %j that it is no link to a job, and what is', async (given) => {
    const said = 'address of the job’s page, which begins with https://';
    const { body } = await world.submit('UANA', MODAL.pasteInvite, { paste: text(given) });
    expect(body).toMatchObject({ response_action: 'errors', errors: { paste: expect.stringContaining(said) } });
    const answer = await world.submit('UANA', MODAL.addInvite, form({ link: text(given) }), facts);
    expect(answer.body).toMatchObject({ response_action: 'errors', errors: { link: expect.any(String) } });
    await world.command('UANA', `add ${given}`);
    await world.made.stop();
    expect(world.slack.of('views.open')).toEqual([]);
  });

  test.each(['Re:Lamps', 'data: entry', 'Budget:$500', 'file a report', 'ana@acme.example needs a shop'])(
    'takes %j for words',
    async (given) => {
      const { body } = await world.submit('UANA', MODAL.pasteInvite, { paste: text(given) });
      expect(body).toMatchObject({ response_action: 'update' });
    },
  );

  test('says that only the first of several jobs is added', async () => {
    const other = 'https://www.upwork.com/jobs/~021955676437925000000';
    await world.command('UANA', `add ${LINK} ${other}`);
    await world.made.stop();
    expect(JSON.stringify(opened())).toMatch(/link to another job, too\. \*Only the first one.*~021955676437925687781/);
    expect(JSON.stringify(opened())).not.toContain(other);
    const pasted = await world.submit('UANA', MODAL.pasteInvite, {
      paste: text(`${LINK}\n${other}\nhttps://shop.example/jobs/7`),
    });
    expect(JSON.stringify(pasted.body)).toContain('links to 2 other jobs, too');
  });

  test('is shown to nobody who cannot get invites', async () => {
    await world.shortcut('UGUEST', SHORTCUT.add);
    await world.made.stop();
    expect(JSON.stringify(opened())).toContain('"callback_id":"notice"');
  });
});

describe('the submitted form', () => {
  test('adds the invite, and says where its card is', async () => {
    const deadline = {
      value: { type: 'datetimepicker', selected_date_time: Math.floor(START.getTime() / 1000) + 3600 },
    };
    const answer = await world.submit('UANA', MODAL.addInvite, form({ deadline }), facts);
    expect(answer.body).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(answer.body)).toContain('Its card is in your messages with Baton');
    expect(await invites()).toMatchObject([
      {
        job: { title: 'Shop for lamps', budget: { max: 5 }, skills: ['TypeScript'] },
        client: { country: 'Portugal' },
        letter: 'Hello',
      },
    ]);
    expect((await invites())[0]?.expiresAt).toEqual(new Date(START.getTime() + 3_600_000));
  });

  test.each([
    ['title', { title: text(' ') }, 'Give the job a title'],
    ['link', { link: text('no link') }, 'leads to no job'],
    ['link', { link: text(`${LINK} https://www.upwork.com/jobs/~021955676437925000000`) }, 'lead to several jobs'],
    ['deadline', { deadline: { value: { selected_date_time: 1 } } }, 'has passed'],
    ['member', { member: { value: { selected_user: 'UBEN' } } }, 'A manager or an admin'],
  ])('has the words under the field %s', async (field, more, said) => {
    const { body } = await world.submit(
      'UANA',
      MODAL.addInvite,
      form({ deadline: { value: {} }, member: { value: {} }, ...more }),
      facts,
    );
    expect(body).toMatchObject({ response_action: 'errors', errors: { [field]: expect.stringContaining(said) } });
    expect(await invites()).toEqual([]);
  });

  test('for somebody else says whose card it is', async () => {
    const answer = await world.submit(
      'UADMIN',
      MODAL.addInvite,
      form({ member: { value: { selected_user: 'UANA' } } }),
      facts,
    );
    expect(JSON.stringify(answer.body)).toContain('Ana Lopez has its card');
  });

  test('of a known invite leads to its card, and adds no second', async () => {
    await world.submit('UANA', MODAL.addInvite, form(), facts);
    const [invite] = await invites();
    const card = {
      id: 'card',
      tenantId: 'T1',
      kind: 'invite-card',
      inviteId: invite?.id ?? '',
      to: 'UANA',
      wanted: 1,
    } as const;
    await world.ports.messages.ensure(card, []);
    await world.ports.messages.posted(card, { channel: 'D1', ts: '1.2' });
    world.slack.replies('chat.getPermalink', { ok: true, permalink: 'https://agency.slack.example/D1/1' });
    const { body } = await world.submit('UANA', MODAL.addInvite, form(), facts);
    expect(JSON.stringify(body)).toMatch(/here already. It is still open.*https:\/\/agency.slack.example\/D1\/1/);
    expect(await invites()).toHaveLength(1);
  });
});

describe('a card of Baton’s, of which somebody makes an invite', () => {
  test.each<Partial<Invite>>([
    {},
    { status: 'accepted', decision: ACCEPTED },
    { letter: '', job: buildJob({ url: '' }) },
  ])('is known, as %j', async (given) => {
    const invite = buildInvite(given);
    await world.ports.invites.insert(invite);
    await world.shortcut('UANA', SHORTCUT.addFromMessage, inviteCard(buildCard({ invite }), words));
    await world.made.stop();
    expect(JSON.stringify(opened())).toContain(
      words.plain('add.known', { state: words.plain(`add.state.${invite.status}`) }),
    );
  });

  test('is read as any text where its invite is gone, or is another workspace’s', async () => {
    const card = inviteCard(buildCard({ invite: buildInvite() }), words);
    await world.shortcut('UANA', SHORTCUT.addFromMessage, card);
    await world.made.stop();
    expect(opened()).toMatchObject({ callback_id: MODAL.addInvite });
  });
});

describe('a message of Baton’s without buttons, of which somebody makes an invite', () => {
  const OWN = { type: 'message', ts: '1.2', bot_id: 'B1', text: 'Ben accepted your referral for *Shop for lamps*.' };
  const marked = (id: string) => ({ ...OWN, metadata: metadataOf(id) });
  const shown = async (message: object) => {
    await world.shortcut('UANA', SHORTCUT.addFromMessage, message);
    await world.made.stop();
    return JSON.stringify(opened());
  };
  const KNOWN = words.plain('add.known', { state: words.plain('add.state.open') });

  test('leads to the card of the invite that it is about', async () => {
    const invite = buildInvite();
    await world.ports.invites.insert(invite);
    const { work: _, ...card } = buildMessage({ id: `card.${invite.id}.UANA`, inviteId: invite.id, to: 'UANA' });
    await world.ports.messages.ensure(card, []);
    await world.ports.messages.posted(card, { channel: 'D1', ts: '1.1' });
    world.slack.replies('chat.getPermalink', { ok: true, permalink: 'https://agency.slack.example/D1/1' });
    const view = await shown(marked(card.id));
    expect(view).toContain(KNOWN);
    expect(view).toContain('https://agency.slack.example/D1/1');
  });

  test('leads to the invite of the referral that it tells of', async () => {
    const [invite, referral] = [buildInvite(), buildReferral()];
    await world.ports.invites.insert(invite);
    await world.ports.referrals.insert({ ...referral, inviteId: invite.id });
    const {
      work: _,
      inviteId: __,
      ...news
    } = buildMessage({ id: 'news.r.accepted', kind: 'referral-news', to: 'UANA' });
    await world.ports.messages.ensure({ ...news, referralId: referral.id, event: 'accepted' }, []);
    expect(await shown(marked(news.id))).toContain(KNOWN);
  });

  test.each<[string, object]>([
    ['tells of nothing that is known', marked('digest.week:2026-11-23.UANA')],
    ['has no mark', OWN],
    ['is by the bot’s user', { ...OWN, bot_id: undefined, user: 'UBOT' }],
  ])('says what it is where it %s', async (_, message) => {
    expect(await shown(message)).toContain(words.plain('add.ownMessage').slice(0, 60));
  });

  test('counts for nothing with another bot’s message', async () => {
    expect(await shown({ ...marked('card.i.UANA'), bot_id: 'B2' })).toContain(MODAL.addInvite);
  });
});

test('the facts of a draft survive the form, and odd metadata is no fact', () => {
  const draft = {
    ...facts,
    budget: { kind: 'hourly', min: 1, max: 2, currency: 'EUR' },
    kind: 'automatic',
    private: true,
  } as const;
  expect(readFacts(writeFacts(draft))).toEqual(draft);
  for (const odd of [undefined, '', '[]', '{"budget":{"kind":"x"},"skills":[1],"client":3,"kind":7}'])
    expect(readFacts(odd)).toEqual({ skills: [], client: {} });
  const many = { skills: Array(100).fill('s'.repeat(60)), client: { name: 'n'.repeat(200) } };
  expect(writeFacts(many).length).toBeLessThanOrEqual(3000);
  expect(readFacts(writeFacts(many)).client).toEqual(many.client);
});
