import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ONLY_WAY } from '../../../src/domain/model/connection/connection.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import type { ProposalStep } from '../../../src/domain/model/invite/proposal-steps.js';
import { type JobName, todo } from '../../../src/domain/model/outbox-work.js';
import type { ReferralStatus } from '../../../src/domain/model/referral/referral.js';
import { inviteCard } from '../../../src/slack/features/invite-card/invite-card.js';
import type { CardContent } from '../../../src/slack/parts/card-content.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { withFormerNames } from '../../../src/slack/words/erased-names.js';
import { refusalLine } from '../../../src/slack/words/refusal-text.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import {
  buildConnection,
  buildInvite,
  buildJob,
  buildPerson,
  buildReferral,
  buildRelay,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { buildCard, WHY_NOT_REFER } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const card = (given: Partial<CardContent> = {}, said = words) => inviteCard(buildCard(given), said);

const buttonsOf = (view: object): string[] =>
  [...JSON.stringify(view).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id ?? '');

const decision = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana Lopez', at: START } as const;
const accepted = (more: object = {}) => buildInvite({ status: 'accepted', decision: { ...decision, ...more } });

describe('an open card', () => {
  test('offers every answer', () => {
    expect(buttonsOf(card())).toEqual([
      ACTION.accept,
      ACTION.decline,
      ACTION.openJob,
      ACTION.pickColleague,
      ACTION.refer,
      ACTION.ask,
    ]);
  });

  test('says who it is for and until when before anything else, then the job, then facts in two lines', () => {
    const [top, title, facts] = card().blocks;
    expect(JSON.stringify(top)).toMatch(/📩 \*New invite for you\* · answer by \*<!date/);
    expect(title).toMatchObject({ type: 'header', text: { text: 'Build a data pipeline' } });
    expect(JSON.stringify(facts)).toContain('"TypeScript, MongoDB\\nAcme, Norway · ★ 4.9"');
  });

  test('names the marketplace where it is known', () => {
    expect(JSON.stringify(card({ marketplace: 'Upwork' }))).toContain('Open on Upwork');
    expect(JSON.stringify(card({ marketplace: 'Upwork' }, wordsIn('de')))).toContain('Auf Upwork öffnen');
    expect(JSON.stringify(card())).toContain('Open on the marketplace');
  });

  test('names who fits best and why, beside the button that refers them', () => {
    const best = { slackUserId: 'UBEN', name: 'Ben <b>', why: [{ fact: 'skills', shared: ['Go'] }] } as const;
    const view = card({ best });
    expect(JSON.stringify(view)).toMatch(/Best match: Ben &lt;b&gt;\*\\nknows Go/);
    expect(buttonsOf(view)).toEqual([
      ACTION.accept,
      ACTION.decline,
      ACTION.openJob,
      ACTION.referBest,
      ACTION.pickColleague,
      ACTION.refer,
      ACTION.ask,
    ]);
    expect(buttonsOf(card({ best, whyNotRefer: 'referral.privateJob' }))).not.toContain(ACTION.referBest);
  });

  test('says that it was read from a mail alone, while that is so, and by whom it was corrected', () => {
    const said = (given: Partial<Invite>, reader = 'UANA') => {
      const view = card({ invite: buildInvite(given), reader });
      const text = /(?:Read from a mail|[^"]+ corrected what)[^"]*/.exec(JSON.stringify(view))?.[0];
      return { text, canCorrect: buttonsOf(view).includes(ACTION.correct) };
    };
    const uncertain = ['budget', 'client'] as const;
    const corrected = { by: 'UANA', byName: 'Ana <b>', at: START };
    const alone = 'Read from a mail alone. Check it on the marketplace before you answer.';
    const rest = 'Check the rest on the marketplace before you answer.';
    expect(said({ uncertain })).toEqual({ text: alone, canCorrect: true });
    expect(said({ uncertain, corrected })).toEqual({
      text: `You corrected what was read from a mail. ${rest}`,
      canCorrect: true,
    });
    expect(said({ uncertain, corrected }, 'UADMIN').text).toBe(
      `Ana &lt;b&gt; corrected what was read from a mail. ${rest}`,
    );
    expect(said({ uncertain: [], corrected })).toEqual({
      text: 'You corrected what was read from a mail.',
      canCorrect: true,
    });
    for (const given of [{ uncertain: [] }, {}]) expect(said(given)).toEqual({ text: undefined, canCorrect: false });
    const origins = ['email', 'vollna'].map((source) => ({
      ...ONLY_WAY,
      source,
      externalId: source,
    })) as Invite['origins'];
    expect(said({ uncertain, origins }).text).toBe(
      'Read from a mail alone: the budget, facts about the client. Check it on the marketplace before you answer.',
    );
    const over = card({ invite: buildInvite({ uncertain, status: 'expired' }) });
    expect(buttonsOf(over)).not.toContain(ACTION.correct);
    expect(JSON.stringify(card({ invite: buildInvite({ uncertain, corrected }) }, wordsIn('de')))).toContain(
      'Ana &lt;b&gt; hat berichtigt, was aus einer Mail gelesen wurde. Prüfe den Rest',
    );
  });

  test.each([
    [
      'en',
      ['Also invited: Ben &lt;b&gt; (declined), Cara, and 12 others', 'Also invited: more than 20 others'],
      ['Also invited: Ben', 'Also invited: A member (accepted)', 'Also invited: 1 other'],
    ],
    [
      'de',
      ['Auch eingeladen: Ben &lt;b&gt; (hat abgelehnt), Cara und 12 weitere', 'Auch eingeladen: mehr als 20 weitere'],
      [
        'Auch eingeladen: Ben',
        'Auch eingeladen: Jemand aus dem Team (hat angenommen)',
        'Auch eingeladen: 1 weitere Person',
      ],
    ],
  ])('says in %s who else is invited to the job', (locale, [many, countless], [one, erased, another]) => {
    const said = (peers: Invite['peers']) => {
      const content = withFormerNames(buildCard({ invite: buildInvite(peers && { peers }) }), wordsIn(locale));
      const { blocks } = content.kind === 'invite-card' ? inviteCard(content, wordsIn(locale)) : { blocks: [] };
      return /(?:Also invited|Auch eingeladen): [^"]+/.exec(JSON.stringify(blocks))?.[0];
    };
    const ben = { name: 'Ben <b>', slackUserId: 'UBEN', status: 'declined' } as const;
    expect(said({ named: [ben, { name: 'Cara', personId: 'p', status: 'open' }], more: 12 })).toBe(many);
    expect(said({ named: [], more: 21 })).toBe(countless);
    expect(said({ named: [{ name: 'Ben', status: 'open' }], more: 0 })).toBe(one);
    expect(said({ named: [{ name: '', status: 'accepted' }], more: 0 })).toBe(erased);
    expect(said({ named: [], more: 1 })).toBe(another);
    expect(said({ named: [], more: 0 })).toBeUndefined();
    expect(said(undefined)).toBeUndefined();
  });

  test.each([
    ['en', /answer by \*(<!date[^>]+>)\*/, /\{time\} \(\{ago\}\)\|[^|>]+ UTC>$/],
    ['de', /antworte bis \*(<!date[^>]+>)\*/, /\{time\} \(\{ago\}\)\|[^|>]+ UTC>$/],
  ])('counts down in %s by Slack’s own clock, and names the moment where that is not shown', (locale, clock, token) => {
    expect(clock.exec(JSON.stringify(card({}, wordsIn(locale))))?.[1]).toMatch(token);
    const { expiresAt: _, ...endless } = buildInvite();
    expect(JSON.stringify(card({ invite: endless }, wordsIn(locale)))).not.toMatch(clock);
  });

  test('says what passing on means, where there is something to choose', () => {
    const hint = (given: Partial<CardContent>) => JSON.stringify(card(given));
    expect(hint({})).toContain('refer a colleague, or ask them first');
    expect(hint({ unlinked: true, whyNotAsk: 'member.unknown' })).toContain('refer a colleague.');
    expect(hint({ relay: buildRelay() })).not.toContain('ask them first');
    expect(hint({ whyNotRefer: 'referral.privateJob' })).not.toContain('refer a colleague');
  });

  test('shows a long letter in part, with the rest a click away', () => {
    const view = card({ invite: buildInvite({ letter: 'word '.repeat(1000) }) });
    expect(buttonsOf(view)).toContain(ACTION.letter);
    expect(JSON.stringify(view).length).toBeLessThan(6000);
  });

  test.each(WHY_NOT_REFER)('says %s instead of offering to refer', (whyNotRefer) => {
    for (const said of [words, wordsIn('de')]) {
      const view = card({ whyNotRefer }, said);
      expect(buttonsOf(view)).toEqual([ACTION.accept, ACTION.decline, ACTION.openJob]);
      expect(JSON.stringify(view)).toContain(refusalLine(whyNotRefer, said));
    }
  });

  test('shows through whose hands it came', () => {
    const chain = [
      { slackUserId: 'UOLGA', name: 'Olga <b>', referralId: 'r1' },
      { slackUserId: 'UCEM', name: 'Cem', referralId: 'r2' },
    ];
    expect(JSON.stringify(card({ invite: buildInvite({ chain }) }))).toContain('Olga &lt;b&gt; → Cem → you');
    expect(JSON.stringify(card({ invite: buildInvite({ chain }) }, wordsIn('de')))).toContain('Cem → du');
    expect(JSON.stringify(card())).not.toMatch(/→|The client writes/);
    const referredIn = { byName: 'Cem' };
    expect(JSON.stringify(card({ invite: buildInvite({ chain, referredIn }) }))).toContain('Cem → you');
    expect(JSON.stringify(card({ invite: buildInvite({ chain: chain.slice(1), referredIn }) }))).not.toContain('→');
  });

  test('shows who is being asked, who said what, and how to stop', () => {
    const asks = [
      { slackUserId: 'UBEN', name: 'Ben', until: START, answer: 'no' as const },
      { slackUserId: 'UCEM', name: 'Cem', until: START },
      { slackUserId: 'UDAN', name: 'Dan' },
    ];
    const view = card({ relay: buildRelay({ asks }) });
    expect(JSON.stringify(view)).toMatch(/Cem is being asked\*, until <!date\^.*Ben said no.*After that: Dan/);
    expect(buttonsOf(view)).toContain(ACTION.stopAsking);
    expect(buttonsOf(view)).toContain(ACTION.refer);
    expect(buttonsOf(view)).not.toContain(ACTION.ask);
    const ended = card({ relay: buildRelay({ asks, status: 'exhausted' }) });
    expect(JSON.stringify(ended)).toContain('Nobody who was asked said yes');
    expect(buttonsOf(ended)).toContain(ACTION.ask);
    expect(buttonsOf(ended)).not.toContain(ACTION.stopAsking);
  });

  test('asks nobody first while no member is linked', () => {
    expect(buttonsOf(card({ whyNotAsk: 'member.unknown' }))).not.toContain(ACTION.ask);
  });

  test('says who referred me, their note, and on Upwork alone that it costs no Connects', () => {
    const referredIn = { byName: 'Ana <b>', note: 'You know Kafka & Go' };
    const onUpwork = buildJob({ id: 'upwork:1', url: 'https://www.upwork.com/jobs/~021' });
    for (const [invite, isFree] of [
      [buildInvite({ referredIn, job: onUpwork }), true],
      [buildInvite({ referredIn }), false],
    ] as const) {
      const { text, blocks } = card({ invite });
      expect(text).toMatch(/^Ana &lt;b&gt; referred you: /);
      expect(JSON.stringify(blocks)).toMatch(/You know Kafka & Go.*The client writes:/);
      const said = [text, JSON.stringify(blocks)].map((one) => one.includes('costs no Connects'));
      expect(said).toEqual([isFree, isFree]);
    }
  });

  test('says for whom it is when nobody is linked, and links them by a button', () => {
    const inChannel = card({ unlinked: true });
    expect(JSON.stringify(inChannel)).toMatch(/Invite for Ana Lopez.*Anybody in the team may answer/);
    const alone = card({ unlinked: true, alone: true });
    expect(JSON.stringify(alone)).toMatch(
      /Invite for Ana Lopez.*Only you see this message.*Link Ana Lopez to a member/,
    );
    expect(JSON.stringify(alone)).not.toContain('Anybody in the team');
    for (const view of [inChannel, alone]) expect(JSON.stringify(view)).toContain(`"action_id":"${ACTION.link}"`);
    expect(JSON.stringify(card())).not.toContain(ACTION.link);
  });

  test.each(['unnamed', 'shared'] as const)(
    'offers to link nobody where the address is %s, and says who can say whose it is',
    (unclear) => {
      for (const alone of [{}, { alone: true }] as const) {
        const view = card({ unlinked: true, unclear, ...alone });
        expect(JSON.stringify(view)).not.toContain(ACTION.link);
        expect(JSON.stringify(view)).not.toContain('add @name');
        const invite = { ...buildInvite(), url: 'https://www.upwork.com/nx/proposals/interview/uid/7' };
        const known = card({ unlinked: true, unclear, invite, ...alone });
        expect(JSON.stringify(known)).toMatch(/`\/referrals add @name` and the link of the invitation/);
        expect(JSON.stringify(view).includes('Only you see this message')).toBe('alone' in alone);
      }
      const view = card({ unlinked: true, unclear });
      const isNamed = [view.text, JSON.stringify(view.blocks)].map((one) => one.includes('Ana Lopez'));
      expect(isNamed).toEqual(unclear === 'unnamed' ? [false, false] : [true, true]);
    },
  );

  test('says to whom it turned out to be addressed while nobody is linked, and shows and offers nothing of it', () => {
    const view = card({ elsewhere: {}, unlinked: true });
    expect(JSON.stringify(view)).toContain('who is not linked to anybody here yet');
    expect(buttonsOf(view)).toEqual([]);
  });

  test('says where it is answered once the person is linked, and offers nothing', () => {
    const view = card({ elsewhere: { name: 'Ben Okoro' } });
    expect(buttonsOf(view)).toEqual([]);
    expect(view.text).toContain('Ana Lopez is linked to Ben Okoro now, who has this invite in their direct messages');
    expect(JSON.stringify(card({ elsewhere: { name: 'Ben Okoro' }, invite: accepted() }))).toContain(
      '*Ana Lopez accepted*',
    );
  });

  test('asks before accepting, and says of practice that it is practice', () => {
    expect(JSON.stringify(card())).toContain('The client will see that you are interested');
    const practice = JSON.stringify(card({ invite: buildInvite({ practice: true }) }));
    expect(practice).not.toContain('The client will see');
    expect(practice).toContain('This is practice');
  });

  test('says what went wrong with the last answer', () => {
    const trouble = { code: 'already-hired', detail: 'Ben works there since May.' };
    expect(JSON.stringify(card({ invite: buildInvite({ trouble }) }))).toMatch(
      /hired for this job already.*Ben works there/,
    );
    const again = { code: 'already-hired', detail: 'Ben Okoro is already hired for this job.' };
    for (const said of [words, wordsIn('de')])
      expect(JSON.stringify(card({ invite: buildInvite({ trouble: again }) }, said))).not.toContain('Ben Okoro');
    const reopened = card({ invite: buildInvite({ trouble }) });
    expect(reopened.text).toMatch(/^Your last answer did not go through.*Build a data pipeline\. Answer by/);
    expect(card().text).toMatch(/^New invite/);
    const unknown = { code: 'moon-phase', detail: '' };
    expect(JSON.stringify(card({ invite: buildInvite({ trouble: unknown }) }))).toMatch(
      /the marketplace refused it(?!.*moon-phase)/,
    );
  });
});

test('accepting says what it leads to: by Baton, by hand, and for whom', () => {
  const means = (given: Partial<CardContent>, said = words) => JSON.stringify(card(given, said));
  expect(means({})).toContain('The client will see that you are interested');
  expect(means({ byHand: true })).toContain('You then accept it on the marketplace yourself');
  expect(means({ byHand: true })).not.toContain('The client will see');
  expect(means({ byHand: true }, wordsIn('de'))).toContain('auf dem Marktplatz selbst an');
  expect(means({ unlinked: true })).toContain('The client will see that Ana Lopez is interested');
});

describe('a decided card', () => {
  test('claims only what the marketplace confirmed', () => {
    expect(card({ invite: accepted() }).text).toContain('being told');
    const failed = (job: JobName, attempts: number) => ({ work: [{ ...todo(job, START), attempts }] });
    const tried = (attempts: number, more = {}) => ({ ...accepted(more), ...failed('forward-decision', attempts) });
    expect(card({ invite: tried(1) }).text).toContain('being told');
    expect(card({ invite: tried(2) }).text).toContain('does not take it at the moment; Baton keeps trying');
    expect(card({ invite: accepted({ delayed: true }) }).text).toContain('Baton keeps trying');
    expect(card({ invite: accepted({ delayed: true, confirmedAt: START }) }).text).toContain('has confirmed it');
    expect(card({ invite: tried(2, { confirmedAt: START }) }).text).toContain('has confirmed it');
    const invite = buildInvite({ status: 'referred' });
    const sending = { status: 'forwarding', ...failed('forward-referral', 2) } as const;
    expect(card({ invite, referral: buildReferral(sending) }).text).toContain('Baton keeps trying');
    const waiting = buildReferral({ status: 'forwarding', delayed: true });
    expect(card({ invite, referral: waiting }).text).toContain('Baton keeps trying');
    expect(card({ invite, referral: buildReferral({ ...waiting, status: 'forwarded' }) }).text).toMatch(
      /referred Ben Okoro\*.*No answer yet/,
    );
    expect(card({ invite, referral: buildReferral({ ...sending, status: 'forwarded' }) }).text).toMatch(
      /referred Ben Okoro\*.*No answer yet/,
    );
    expect(card({ invite: accepted({ confirmedAt: START }) }).text).toContain('has confirmed it');
    expect(card({ invite: accepted({ by: 'marketplace' }) }).text).toContain('accepted on the marketplace');
    const said = { byHand: true, confirmedAt: START, confirmedBy: 'UANA' } as const;
    expect(card({ invite: accepted(said) }).text).toContain('Ana Lopez says it is done on the marketplace');
    const doubted = card({ invite: accepted({ ...said, unconfirmed: true }) }).text;
    expect(doubted).toContain('the marketplace has not confirmed it for three days');
    const trouble = { code: 'handoff-failed', detail: 'It asks for Connects' };
    expect(JSON.stringify(card({ invite: buildInvite({ trouble }) }))).toMatch(
      /What was seen there:.*It asks for Connects/,
    );
    const onBehalfOf = { slackUserId: 'UANA', name: 'Ana' };
    expect(card({ invite: accepted({ ...said, by: 'UOLGA', byName: 'Olga', onBehalfOf }) }).text).toContain('Ana says');
    const history = [{ at: START, who: 'UANA', what: 'forwarded', through: 'slack' }] as const;
    const referral = buildReferral({ status: 'forwarded', history });
    const referred = card({ invite: buildInvite({ status: 'referred' }), referral });
    const waits = card({ invite: buildInvite({ status: 'referred' }), referral: { ...referral, unconfirmed: true } });
    expect(waits.text).toContain('Look there once more');
    expect(referred.text).toContain('Ana Lopez says it is done on the marketplace. No answer yet.');
  });

  test('tells whoever handed off what they said, and then that it is confirmed', () => {
    const invite = buildInvite({ status: 'referred' });
    const line = (what: string, through: 'slack' | 'webhook') => ({ at: START, who: 'UANA', what, through });
    const history = [line('awaiting-handoff', 'webhook'), line('forwarded', 'slack')];
    const shown = (more: object) =>
      card({ invite, referral: buildReferral({ status: 'forwarded', history, ...more }), reader: 'UANA' }).text;
    expect(shown({})).toContain('You said it is done on the marketplace. No answer yet.');
    expect(shown({ unconfirmed: true })).toContain(
      'You said that it is done, but the marketplace has not confirmed it',
    );
    expect(shown({ receivedExternalId: 'e1' })).toContain('The marketplace has confirmed it. No answer yet.');
    const held = buildReferral({ status: 'held', releaseAt: new Date(START.getTime() + 60_000) });
    expect(card({ invite, referral: held }).text).toContain('It will be sent');
    expect(card({ invite, referral: held, byHand: true }).text).toContain('What to do on the marketplace comes');
  });

  test('says that its addressee was hired', () => {
    const invite = accepted({ confirmedAt: START });
    expect(card({ invite, hired: true, reader: 'UANA' }).text).toContain('*You accepted* ');
    expect(card({ invite, hired: true, reader: 'UANA' }).text).toContain('*The client hired you!*');
    expect(card({ invite, hired: true, reader: 'UMAN' }).text).toContain('*The client hired Ana Lopez!*');
    expect(JSON.stringify(card({ invite, hired: true }))).toContain('🎉');
  });

  test.each<[ProposalStep, string, string]>([
    ['viewed', 'The client has looked at your proposal.', 'The client has looked at Ana Lopez.'],
    ['interviewed', 'The client is talking to you.', 'The client is talking to Ana Lopez.'],
    ['job-closed', 'The job is closed.', 'The job is closed.'],
    ['proposal-withdrawn', 'Your proposal was taken back.', 'Ana Lopez took the proposal back.'],
    ['proposal-declined', 'The client turned your proposal down.', 'The client turned Ana Lopez’s proposal down.'],
    ['hired', '*The client hired you!*', '*The client hired Ana Lopez!*'],
  ])('says what came of it, wherever it was accepted: %s', (proposal, toThem, toOthers) => {
    const inSlack = accepted({ confirmedAt: START });
    const there = buildInvite({ status: 'accepted' });
    for (const [invite, head] of [
      [inSlack, 'accepted*'],
      [there, 'This was accepted on the marketplace.'],
    ] as const) {
      const told = (given: Partial<Invite>, reader: string) =>
        card({ invite: { ...invite, proposal, ...given }, reader }).text;
      expect(told({}, 'UANA')).toContain(head);
      expect(told({}, 'UANA')).toContain(toThem);
      expect(told({}, 'UMAN')).toContain(toOthers);
      expect(told({ status: 'withdrawn' }, 'UANA')).not.toContain(toThem);
    }
    expect(JSON.stringify(card({ invite: { ...there, proposal } })).includes('🎉')).toBe(proposal === 'hired');
  });

  test('an invite that was accepted on the marketplace and came by a referral says that they were hired', () => {
    const { text } = card({ invite: buildInvite({ status: 'accepted' }), hired: true, reader: 'UANA' });
    expect(text).toContain('This was accepted on the marketplace. *The client hired you!*');
  });

  test.each(['withdrawn', 'expired', 'archived', 'declined'] as const)('%s has no buttons', (status) => {
    expect(buttonsOf(card({ invite: buildInvite({ status }) }))).toEqual([]);
  });

  test('keeps the facts in a line and the way to the letter for whoever accepted', () => {
    const view = card({ invite: accepted({ confirmedAt: START }), marketplace: 'Upwork' });
    expect(buttonsOf(view)).toEqual([ACTION.letter, ACTION.openJob]);
    expect(JSON.stringify(view)).toMatch(/"Acme, Norway".*Open on Upwork/);
  });

  test('says "you" to whoever decided, and the name to everybody else', () => {
    const told = (given: Partial<CardContent>, locale = 'en') => card(given, wordsIn(locale)).text;
    const mine = { invite: accepted({ confirmedAt: START }), reader: 'UANA' };
    expect(told(mine)).toMatch(/: \*You accepted\* .*has confirmed it/);
    expect(told(mine, 'de')).toMatch(/: \*Du hast .* angenommen\.\*/);
    expect(told({ ...mine, reader: 'C1' })).toMatch(/: \*Ana Lopez accepted\*/);
    const invite = buildInvite({ status: 'referred' });
    const referral = buildReferral({ status: 'hired' });
    expect(told({ invite, referral, reader: 'UANA' })).toMatch(/\*You referred Ben Okoro\* .*hired Ben Okoro!/);
    const actedBy = { slackUserId: 'UOLGA', name: 'Olga' };
    const onBehalfOf = { slackUserId: 'UANA', name: 'Ana' };
    const forAna = { ...invite, ...accepted({ kind: 'referred', by: 'UOLGA', byName: 'Olga', onBehalfOf }) };
    const byOlga = { invite: { ...forAna, status: 'referred' as const }, referral: { ...referral, actedBy } };
    expect(told({ ...byOlga, reader: 'UANA' })).toMatch(/\*Olga referred Ben Okoro\*.*Olga decided for you\./);
    expect(told({ ...byOlga, reader: 'UOLGA' })).toMatch(/\*You referred Ben Okoro\*.*You decided for Ana\./);
  });

  test('can be undone while it is held, unless the window is off', () => {
    const invite = buildInvite({ status: 'referred' });
    const held = buildReferral();
    expect(buttonsOf(card({ invite, referral: held }))).toEqual([ACTION.undo, ACTION.letter, ACTION.openJob]);
    const offered = (given: object) => buttonsOf(card({ invite, referral: { ...held, ...given } }));
    expect(offered({ releaseAt: held.createdAt })).not.toContain(ACTION.undo);
    expect(offered({ status: 'forwarding' })).not.toContain(ACTION.undo);
    expect(card({ invite, referral: held }).text).toContain('can be undone');
    expect(card({ invite, referral: { ...held, releaseAt: held.createdAt } }).text).not.toContain('undone');
  });

  test('shows both names when a manager decided', () => {
    const invite = accepted({ by: 'UOLGA', byName: 'Olga', onBehalfOf: { slackUserId: 'UANA', name: 'Ana' } });
    const view = card({ invite });
    expect(JSON.stringify(view.blocks)).toContain('Olga decided for Ana.');
    expect(view.text).toMatch(/Olga accepted\* .*Olga decided for Ana/);
    expect(JSON.stringify(card({ invite: accepted() }))).not.toContain('decided for');
  });

  test('shows what was seen on the way, and who passed it on', () => {
    const invite = buildInvite({ status: 'referred' });
    const referral = buildReferral({ status: 'forwarded', milestones: ['viewed', 'interviewed', 'onward', 'other'] });
    const seen = JSON.stringify(card({ invite, referral }));
    expect(seen).toMatch(/No answer yet.*is talking to Ben Okoro/);
    expect(seen).not.toContain('has looked at');
    expect(JSON.stringify(card({ invite, referral: { ...referral, status: 'hired' } }))).not.toContain('talking');
    expect(seen).not.toContain('→');
    const next = buildReferral({
      from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
      to: { name: 'Cem', target: { by: 'person', personId: 'p' } },
    });
    const onward = (status: ReferralStatus) =>
      JSON.stringify(card({ invite, referral, onward: [{ ...next, status }] }));
    expect(onward('held')).toMatch(/Ana Lopez → Ben Okoro → Cem.*Ben Okoro is passing it on to Cem/);
    expect(onward('forwarded')).toContain('Ben Okoro passed it on to Cem; no answer yet');
    expect(onward('accepted')).toContain('passed it on to Cem, who accepted');
    expect(onward('hired')).toContain('and the client hired Cem');
  });

  test('says of a decline that it was passed on, and what became of that', () => {
    const invite = buildInvite({ status: 'referred' });
    const referral = buildReferral({ status: 'declined' });
    const to = (name: string) => ({ name, target: { by: 'person', personId: name } as const });
    const ben = { from: { slackUserId: 'UBEN', name: 'Ben Okoro' }, to: to('Cem'), status: 'declined' } as const;
    const cem = { from: { slackUserId: 'UCEM', name: 'Cem' }, to: to('Dan'), status: 'accepted' } as const;
    const onward = [buildReferral({ ...ben, milestones: ['viewed'] }), buildReferral(cem)];
    const view = card({ invite, referral, onward });
    expect(view.text).toContain('Ben Okoro passed it on to Cem.');
    expect(JSON.stringify(view.blocks)).toMatch(
      /Ben Okoro passed it on to Cem\.".*Cem passed it on to Dan, who accepted/,
    );
    expect(card({ invite, referral }).text).toContain('Ben Okoro declined.');
  });

  test('leads a person through the hand-off, with text to copy', () => {
    const invite = buildInvite({ status: 'referred' });
    const target = { by: 'person', personId: 'p-ben' } as const;
    const referral = buildReferral({
      status: 'awaiting-handoff',
      to: { name: 'Ben', target },
      noteToClient: 'He is free.',
    });
    const view = card({ invite, referral });
    expect(buttonsOf(view)).toEqual([ACTION.openJob, ACTION.handedOff, ACTION.handoffTrouble, ACTION.takeBack]);
    expect(JSON.stringify(view)).toMatch(/recommend Ben\.\\nHe is free\./);
    expect(view.text).toContain('not on the marketplace yet');
    expect(JSON.stringify(view).match(/Open on the marketplace/g)).toHaveLength(1);
    const waiting = card({ invite: accepted({ byHand: true }) });
    expect(buttonsOf(waiting)).toEqual([ACTION.openJob, ACTION.handedOff, ACTION.handoffTrouble, ACTION.takeBack]);
    expect(JSON.stringify(view)).not.toContain('Choose the reason');
    expect(JSON.stringify(card({ invite, referral, reason: { id: 'busy', text: 'Too <busy>' } }))).toContain(
      '3. Choose the reason *Too &lt;busy&gt;*.',
    );
    expect(buttonsOf(card({ invite: accepted({ byHand: true, confirmedAt: START }) }))).not.toContain(ACTION.handedOff);
  });

  test('of a paused or removed connection says so, and not that the marketplace takes nothing from apps', () => {
    const shown = (content: Partial<CardContent>) => JSON.stringify(card(content));
    const invite = buildInvite({ status: 'referred' });
    const waiting: Partial<CardContent>[] = [
      { invite: accepted({ paused: true, delayed: true }) },
      { invite, referral: buildReferral({ status: 'forwarding', paused: true, delayed: true }) },
    ];
    for (const waits of waiting) {
      expect(shown(waits)).toMatch(/is paused\. Once an admin resumes it, with `\/referrals connect`, Baton goes on/);
      expect(shown(waits)).not.toContain('keeps trying');
      expect(buttonsOf(card(waits))).not.toContain(ACTION.takeBack);
    }
    const removed: Partial<CardContent>[] = [
      { invite: accepted({ disconnected: true, delayed: true }) },
      { invite, referral: buildReferral({ status: 'forwarding', disconnected: true, delayed: true }) },
    ];
    for (const waits of removed) {
      expect(shown(waits)).toMatch(
        /three days, since .* was removed\. Once an admin connects it again, with `\/referrals/,
      );
      expect(shown(waits)).not.toContain('keeps trying');
    }
    const byHand: Partial<CardContent>[] = [
      { invite: accepted({ byHand: true, paused: true }) },
      { invite, referral: buildReferral({ status: 'awaiting-handoff', paused: true }) },
    ];
    for (const handedOff of byHand) {
      expect(shown(handedOff)).toContain('since its connection to the marketplace was paused');
      expect(shown(handedOff)).not.toContain('from apps');
    }
  });

  test.each([
    [
      'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
      '',
      'Open the invitation with',
      'Öffne die',
    ],
    [undefined, 'https://www.upwork.com/jobs/~021955676437925687781', 'Open the job with', 'Öffne den Auftrag'],
    [
      undefined,
      'https://www.upwork.com/nx/proposals/',
      'Open your invitations on Upwork with',
      'Einladungen auf Upwork',
    ],
  ])('the hand-off says where its button leads: %s %s', (own, ofJob, english, german) => {
    const invite = { ...accepted({ byHand: true }), job: buildJob({ url: ofJob }), ...(own && { url: own }) };
    expect(JSON.stringify(card({ invite }))).toContain(`1. ${english}`);
    expect(JSON.stringify(card({ invite }, wordsIn('de')))).toContain(german);
  });

  test('its message to the client never holds the email address of whoever is recommended', () => {
    const invite = buildInvite({ status: 'referred' });
    const email = 'zoe@else.example';
    const to = { name: email, target: { by: 'email', email } } as const;
    const view = card({ invite, referral: buildReferral({ status: 'awaiting-handoff', to }) });
    expect(JSON.stringify(view)).toContain('I can highly recommend a colleague.');
    expect(JSON.stringify(view)).not.toContain(`recommend ${email}`);
  });

  test.each([
    ['too-busy', 'en', 'I have no time for this job'],
    ['not-my-skills', 'en', 'needs other skills than mine'],
    ['budget', 'en', 'within its budget'],
    ['client', 'en', 'I cannot take this job on myself'],
    ['too-busy', 'de', 'Ich habe im Moment keine Zeit'],
  ] as const)(
    'its text says %s in %s, the language of the client and not of the reader',
    (reasonId, language, said) => {
      const invite = buildInvite({ status: 'referred' });
      const referral = buildReferral({ status: 'awaiting-handoff', reasonId });
      for (const reader of ['en', 'de'])
        expect(JSON.stringify(card({ invite, referral, clientLanguage: language }, wordsIn(reader)))).toContain(said);
    },
  );
});

describe('clicks on the card', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.invites.insert(buildInvite({ id: 'i1', letter: 'Dear Ana. '.repeat(500) }));
  });
  afterEach(() => world.close());
  const invite = () => world.ports.invites.get({ tenantId: 'T1', id: 'i1' });

  test('accept is durable when it is answered', async () => {
    expect(await world.click('UANA', ACTION.accept, 'i1')).toMatchObject({ status: 200 });
    expect(await invite()).toMatchObject({ status: 'accepted', decision: { by: 'UANA', byName: 'Ana Lopez' } });
    expect(world.slack.calls).toEqual([]);
  });

  test('a second click and a click on somebody else’s invite get a private reason', async () => {
    await world.click('UANA', ACTION.accept, 'i1');
    await world.click('UANA', ACTION.accept, 'i1');
    await world.click('UBEN', ACTION.accept, 'i1');
    expect(world.slack.of(RESPONSE_URL).map(({ args }) => args)).toEqual([
      expect.objectContaining({ response_type: 'ephemeral', text: expect.stringContaining('You have accepted') }),
      expect.objectContaining({ response_type: 'ephemeral', text: expect.stringContaining('addressed to Ana Lopez') }),
    ]);
  });

  test('a name that looks like a link is told as it is, and is none', async () => {
    const name = '<https://evil.example|Confirm here>';
    const invitee = { person: buildPerson({ name }), slackUserId: 'UANA' };
    await world.ports.invites.insert(buildInvite({ id: 'i2', invitee }));
    await world.click('UBEN', ACTION.accept, 'i2');
    const told = world.slack.of(RESPONSE_URL)[0]?.args;
    expect(told?.text).toContain('addressed to &lt;https://evil.example|Confirm here&gt;');
    expect(told?.blocks).toMatchObject([{ text: { type: 'plain_text', text: expect.stringContaining(name) } }]);
  });

  test('a manager decides in a member’s place, and may read the letter before', async () => {
    await world.click('UADMIN', ACTION.letter, 'i1');
    await world.click('UADMIN', ACTION.decline, 'i1');
    await world.made.stop();
    expect(world.slack.of('views.open')).toHaveLength(2);
    await world.click('UADMIN', ACTION.accept, 'i1');
    expect((await invite())?.decision).toMatchObject({
      by: 'UADMIN',
      byName: 'Ada Admin',
      onBehalfOf: { slackUserId: 'UANA', name: 'Ana Lopez' },
    });
  });

  test('twenty at once decide once', async () => {
    const clicks = Array.from({ length: 20 }, () => world.click('UANA', ACTION.accept, 'i1'));
    expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(world.slack.of(RESPONSE_URL)).toHaveLength(19);
    expect((await invite())?.revision).toBe(2);
  });

  test('the whole letter opens', async () => {
    await world.click('UANA', ACTION.letter, 'i1');
    await world.made.stop();
    const shown = JSON.stringify(world.slack.of('views.open')[0]?.args.view.blocks);
    expect(shown.match(/Dear Ana\./g)).toHaveLength(500);
  });

  test('a link and a choice are merely answered', async () => {
    expect((await world.click('UANA', ACTION.openJob, 'i1')).status).toBe(200);
    expect((await world.click('UANA', ACTION.pickColleague, 'i1')).status).toBe(200);
    expect((await invite())?.revision).toBe(1);
  });

  test('"I’ve done it" confirms a hand-off', async () => {
    await world.ports.connections.save(buildConnection({ path: 'handoff' }));
    await world.click('UANA', ACTION.accept, 'i1');
    await world.click('UANA', ACTION.handedOff, 'i1');
    expect((await invite())?.decision).toHaveProperty('confirmedAt');
  });

  test('a hand-off is taken back until it is confirmed', async () => {
    await world.ports.connections.save(buildConnection({ path: 'handoff' }));
    await world.click('UANA', ACTION.accept, 'i1');
    await world.click('UANA', ACTION.takeBack, 'i1');
    expect(await invite()).toMatchObject({ status: 'open' });
    await world.click('UANA', ACTION.accept, 'i1');
    await world.click('UANA', ACTION.handedOff, 'i1');
    await world.click('UANA', ACTION.takeBack, 'i1');
    expect(await invite()).toMatchObject({ status: 'accepted' });
    expect(world.slack.of(RESPONSE_URL)).toHaveLength(1);
  });
});
