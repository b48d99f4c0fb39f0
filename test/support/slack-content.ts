import { ONLY_WAY, type Via } from '../../src/domain/model/connection/connection.js';
import { type RefusalCode, WHY_NO_FILE, type WhyUnreached } from '../../src/domain/model/errors.js';
import type { Invite, InviteStatus, Peer } from '../../src/domain/model/invite/invite.js';
import { COVERS } from '../../src/domain/model/invite/merge-invitation.js';
import { PROPOSAL_STEPS } from '../../src/domain/model/invite/proposal-steps.js';
import { NEWS } from '../../src/domain/model/referral/news-to-tell.js';
import type { Referral, ReferralStatus } from '../../src/domain/model/referral/referral.js';
import type { Ask, RelayStatus } from '../../src/domain/model/relay/relay.js';
import { whyNotAsk } from '../../src/domain/model/relay/why-not-ask.js';
import type { MessageContent } from '../../src/domain/model/views/message-content.js';
import {
  buildClient,
  buildFeedback,
  buildInvite,
  buildJob,
  buildPerson,
  buildReferral,
  buildRelay,
} from './factories.js';
import { START } from './memory-ports.js';

/** Texts that people may write: each kind has broken a Slack app somewhere. */
export const TEXTS: Readonly<Record<string, string>> = {
  plain: 'Build a data pipeline',
  empty: '',
  spaces: ' \n\t ',
  long: 'A very long text. '.repeat(600),
  emoji: '👩🏽‍💻🇳🇴👨‍👩‍👧‍👦'.repeat(300),
  'right to left': 'שלום עולם، مرحبا بالعالم '.repeat(60),
  mixed: 'Ana שלום & Ben مرحبا <b>',
  marks: '<!channel> <@U1> *bold* _it_ `code` & <https://evil.example|click> {{name}} $t(fault.text) $& ~',
  control: 'a\u0000b\u0007c\u202Ereversed\u202C\r\nnext',
  torn: 'half an emoji \uD83D and text',
  ampersands: '&'.repeat(5000),
  combining: `e${'\u0301'.repeat(5000)}`,
};

export const INVITE_STATUSES = [
  'open',
  'accepted',
  'declined',
  'referred',
  'withdrawn',
  'expired',
  'archived',
] as const satisfies readonly InviteStatus[];

export const REFERRAL_STATUSES = [
  'held',
  'undone',
  'forwarding',
  'awaiting-handoff',
  'forwarded',
  'accepted',
  'hired',
  'declined',
  'expired',
  'withdrawn',
  'failed',
] as const satisfies readonly ReferralStatus[];

/** An invite in which everything that people write is `text`. */
export const wordyInvite = (text: string, given: Partial<Invite> = {}): Invite =>
  buildInvite({
    job: buildJob({ title: text, skills: [text, text], budget: { kind: 'hourly', min: 20, max: 40, currency: 'EUR' } }),
    client: { ...buildClient({ name: text, country: text }), totalSpent: 12_345, hires: 1, paymentVerified: true },
    letter: text,
    letterCut: text.length > 1000,
    invitee: { person: buildPerson({ name: text }), slackUserId: 'UANA' },
    peers: { named: PEER_STATUSES.map((status) => ({ name: text, slackUserId: 'UCLEO', status })), more: 12 },
    ...given,
  });

const PEER_STATUSES = ['open', 'accepted', 'declined', 'referred', 'open'] as const satisfies readonly Peer['status'][];

export const wordyReferral = (text: string, given: Partial<Referral> = {}): Referral =>
  buildReferral({
    job: { id: 'j', title: text, url: 'https://market.example/jobs/1' },
    from: { slackUserId: 'UANA', name: text },
    to: { name: text, slackUserId: 'UBEN', target: { by: 'person', personId: 'p-ben' } },
    noteToColleague: text,
    noteToClient: text,
    trouble: { code: 'already-invited', detail: text },
    ...given,
  });

type Card = Extract<MessageContent, { kind: 'invite-card' }>;

/** The card of an open invite that can be referred. */
export function buildCard(given: Partial<Card> = {}): Card {
  const card = {
    kind: 'invite-card',
    invite: buildInvite(),
    referral: null,
    unlinked: false,
    whyNotRefer: null,
    relay: null,
    onward: [],
    ...given,
  } as const;
  return { whyNotAsk: whyNotAsk(card), ...card };
}

type News = Extract<MessageContent, { kind: 'referral-news' }>;

/** The news that a referral was passed on. */
export const buildNews = (given: Partial<News> = {}): News => ({
  kind: 'referral-news',
  referral: buildReferral({ status: 'forwarded' }),
  event: 'forwarded',
  invite: buildInvite(),
  onward: [],
  direct: true,
  ...given,
});

const wordyChain = (text: string) =>
  Array.from({ length: 12 }, (_, at) => ({ slackUserId: `U${at}`, name: text, referralId: `r${at}` }));

const decisionOf = (status: 'accepted' | 'declined' | 'referred', byName: string, more: object = {}) => ({
  decision: { id: 'd', kind: status, by: 'UANA', byName, at: START, messageToClient: byName, ...more },
});

export const RELAY_STATUSES = [
  'asking',
  'agreed',
  'exhausted',
  'cancelled',
  'overtaken',
] as const satisfies readonly RelayStatus[];

/** Three colleagues called `text`: each answer among them, one who is asked and one who is not yet. */
const wordyAsks = (text: string): Ask[][] => {
  const until = START;
  const one = (more: Partial<Ask> = {}): Ask => ({ slackUserId: 'UBEN', name: text, ...more });
  return [
    [one(), one(), one()],
    [one({ until, answer: 'no' }), one({ until }), one()],
    [one({ until, answer: 'no-answer' }), one({ until, answer: 'no' }), one({ until, answer: 'yes' })],
  ];
};

const wordyRelays = (text: string) =>
  RELAY_STATUSES.flatMap((status) =>
    wordyAsks(text).map((asks) =>
      buildRelay({ status, asks, from: { slackUserId: 'UANA', name: text }, noteToColleague: text }),
    ),
  );

/** Reasons why *Refer* may be missing from an open card. */
export const WHY_NOT_REFER = [
  'invite.expired',
  'invite.closed',
  'referral.notReleased',
  'referral.privateJob',
  'referral.jobTaken',
  'referral.chainTooLong',
] as const satisfies readonly RefusalCode[];

/** Reasons why a card may not reach its member. */
const WHY_UNREACHED = [
  'messages-off',
  'not-found',
  'archived',
  'not-allowed',
  'bot',
  'refused',
  'left',
] as const satisfies readonly WhyUnreached[];

/** Generates practice invites in every state. */
function* practising(text: string): Generator<{ name: string; content: MessageContent }> {
  for (const status of INVITE_STATUSES) {
    const decision = status === 'open' ? {} : decisionOf('referred', text);
    const invite = wordyInvite(text, { status, practice: true, ...decision });
    const referral = status === 'referred' ? wordyReferral(text, { practice: true }) : null;
    yield { name: `practice: ${status}`, content: buildCard({ invite, referral }) };
  }
  for (const event of NEWS) {
    const referral = wordyReferral(text, { practice: true });
    yield { name: `practice news: ${event}`, content: buildNews({ referral, event }) };
  }
}

const SAID = { at: START, who: 'UANA', what: 'forwarded', through: 'slack' } as const;

/** Generates every piece of news, and the message to a colleague who was referred by hand. */
function* news(text: string): Generator<{ name: string; content: MessageContent }> {
  const referral = wordyReferral(text, { history: [SAID] });
  for (const event of [...NEWS, 'something new']) {
    yield { name: `news: ${event}`, content: buildNews({ referral, event }) };
    const onward = [referral];
    const lifted = { ...referral, history: [{ ...SAID, what: 'failed' }] };
    if (event === 'failed') yield { name: 'news: lifted', content: buildNews({ referral: lifted, event }) };
    if (event === 'failed')
      for (const one of [referral, lifted])
        yield { name: 'news: in their place', content: buildNews({ referral: one, event, behalf: true }) };
    yield { name: `news down the chain: ${event}`, content: buildNews({ referral, event, onward, earlier: true }) };
  }
  for (const status of INVITE_STATUSES) {
    const invite = wordyInvite(text, { status });
    yield { name: `failed, now ${status}`, content: buildNews({ referral, event: 'failed', invite }) };
  }
  yield { name: 'recommended', content: { kind: 'recommended', referral, invite: wordyInvite(text) } };
}

/** Generates the message about every failed decision, to each of its recipients. */
function* refused(text: string): Generator<{ name: string; content: MessageContent }> {
  const trouble = { code: 'not-yours', detail: text };
  for (const whose of ['own', 'behalf', 'forYou'] as const)
    for (const decision of ['accepted', 'declined'] as const) {
      const about = { kind: 'decision-refused', whose, decision } as const;
      yield { name: `${decision} refused, ${whose}`, content: { ...about, invite: wordyInvite(text, { trouble }) } };
    }
  for (const status of INVITE_STATUSES) {
    const about = { kind: 'decision-refused', whose: 'own', decision: 'accepted' } as const;
    yield { name: `refused, now ${status}`, content: { ...about, invite: wordyInvite(text, { status, trouble }) } };
  }
}

/** Generates relays and reminders in every state. */
function* askingAndReminding(text: string): Generator<{ name: string; content: MessageContent }> {
  const invite = wordyInvite(text);
  for (const relay of wordyRelays(text)) {
    yield { name: `asking: ${relay.status}`, content: buildCard({ invite, relay }) };
    for (const index of relay.asks.keys())
      yield { name: `asked ${index}, ${relay.status}`, content: { kind: 'relay-ask', relay, invite, index } };
    yield { name: `news: ${relay.status}`, content: { kind: 'relay-news', relay, invite, event: relay.status } };
  }
  for (const kind of ['nudge', 'manager-nudge'] as const) {
    for (const whyNotRefer of [null, WHY_NOT_REFER[0]])
      yield { name: `${kind}, ${whyNotRefer}`, content: { kind, invite, whyNotRefer } };
    if (kind === 'manager-nudge')
      for (const unreached of WHY_UNREACHED)
        yield { name: `unreached, ${unreached}`, content: { kind, invite, whyNotRefer: null, unreached } };
    for (const elsewhere of [{}, { name: text }])
      yield {
        name: `${kind}, of ${elsewhere.name ? 'somebody' : 'nobody'}`,
        content: { kind, invite, whyNotRefer: null, elsewhere },
      };
    const endless = buildInvite({ job: buildJob({ title: text, url: 'not a url' }) });
    const { expiresAt: _, ...open } = endless;
    yield { name: `${kind} without a deadline`, content: { kind, invite: open, whyNotRefer: null } };
    for (const status of INVITE_STATUSES.slice(1)) {
      const over = { kind, whyNotRefer: null } as const;
      yield { name: `${kind}, ${status}`, content: { ...over, invite: wordyInvite(text, { status }) } };
    }
    for (const status of ['accepted', 'declined', 'referred'] as const) {
      const byManager = { onBehalfOf: { slackUserId: 'UANA', name: text } };
      const decided = wordyInvite(text, { status, ...decisionOf(status, text, byManager) });
      yield { name: `${kind}, ${status} by a manager`, content: { kind, invite: decided, whyNotRefer: null } };
    }
  }
}

/** Generates chains with their outcomes, and decisions for other members. */
function* chains(text: string): Generator<{ name: string; content: MessageContent }> {
  const chain = wordyChain(text);
  for (const whyNotRefer of WHY_NOT_REFER)
    yield {
      name: `not to be referred: ${whyNotRefer}`,
      content: buildCard({ invite: wordyInvite(text, { chain }), whyNotRefer }),
    };
  const byManager = { onBehalfOf: { slackUserId: 'UANA', name: text } };
  for (const status of ['accepted', 'declined', 'referred'] as const) {
    const invite = wordyInvite(text, { status, chain, ...decisionOf(status, text, byManager) });
    yield { name: `${status} by a manager`, content: buildCard({ invite }) };
  }
  const invite = wordyInvite(text, { status: 'referred', chain, ...decisionOf('referred', text) });
  const milestones = ['viewed', 'interviewed', 'proposal-declined', 'proposal-withdrawn', 'job-closed', 'new'];
  const onward = REFERRAL_STATUSES.map((status) => wordyReferral(text, { status }));
  const referral = wordyReferral(text, { status: 'forwarded', milestones });
  yield { name: 'referred on', content: buildCard({ invite, referral, onward }) };
}

const ANA = { slackUserId: 'UANA' };

const asOrigin = (via: Via) => ({ ...via, externalId: 'e1' });

/** Generates every state of every message, with `text` wherever people write. */
export function* allContents(text: string): Generator<{ name: string; content: MessageContent }> {
  const trouble = { code: 'job-closed', detail: text };
  const referredIn = { byName: text, note: text };
  const why = [
    { fact: 'skills', shared: [text.trim() || 'Go', text.trim() || 'SQL'] } as const,
    { fact: 'record', accepted: 3, received: 4 } as const,
  ];
  const best = { slackUserId: 'UBEN', name: text, why };
  const corrected = { by: 'UANA', byName: text, at: START };
  for (const given of [{}, { corrected }, { corrected, uncertain: [] }] as const) {
    const read = wordyInvite(text, { uncertain: ['title', 'client'], ...given });
    for (const reader of ['UANA', 'UADMIN'])
      yield { name: `read from a mail, for ${reader}`, content: buildCard({ invite: read, reader }) };
  }
  const all = Object.keys(COVERS) as (keyof typeof COVERS)[];
  const bySeveral = wordyInvite(text, { uncertain: all, origins: [ONLY_WAY, ONLY_WAY].map(asOrigin) });
  yield { name: 'read from a mail, and elsewhere', content: buildCard({ invite: bySeveral }) };
  for (const proposal of PROPOSAL_STEPS)
    for (const given of [{}, decisionOf('accepted', text)])
      for (const reader of ['UANA', 'UADMIN']) {
        const invite = wordyInvite(text, { status: 'accepted', proposal, ...given });
        yield { name: `accepted, ${proposal}`, content: buildCard({ invite, reader }) };
      }
  yield { name: 'best match', content: buildCard({ invite: wordyInvite(text), best, marketplace: text }) };
  for (const byHand of [undefined, true] as const) {
    for (const unlinked of [false, true]) {
      const card = (name: string, invite: Invite, referral: Referral | null = null) => ({
        name: `${byHand ? 'by hand ' : ''}${unlinked ? 'unlinked ' : ''}${name}`,
        content: buildCard({ invite, referral, unlinked }),
      });
      for (const status of INVITE_STATUSES) yield card(status, wordyInvite(text, { status }));
      const moved = card('moved', wordyInvite(text));
      yield { ...moved, content: { ...moved.content, elsewhere: { name: text } } };
      yield card('reopened', wordyInvite(text, { trouble }));
      yield card('closed with trouble', wordyInvite(text, { status: 'expired', trouble }));
      yield card('referred in', wordyInvite(text, { referredIn }));
      yield card('private', wordyInvite(text, { job: buildJob({ title: text, private: true }) }));
      yield card('bare', buildInvite({ job: buildJob({ url: 'not a url', title: text, skills: [] }), client: {} }));
      for (const status of ['accepted', 'declined'] as const) {
        yield card(`${status} by us`, wordyInvite(text, { status, ...decisionOf(status, text, { byHand }) }));
        const confirmed = { confirmedAt: START, byHand };
        yield card(`${status}, confirmed`, wordyInvite(text, { status, ...decisionOf(status, text, confirmed) }));
        const there = { by: 'marketplace' };
        yield card(`${status} there`, wordyInvite(text, { status, ...decisionOf(status, text, there) }));
      }
      for (const status of REFERRAL_STATUSES) {
        const invite = wordyInvite(text, { status: 'referred', ...decisionOf('referred', text) });
        yield card(`referred, ${status}`, invite, wordyReferral(text, { status }));
      }
    }
  }
  yield* chains(text);
  yield* askingAndReminding(text);
  yield* practising(text);
  yield* news(text);
  yield* refused(text);
  for (const connected of [true, false])
    yield { name: `welcome ${connected}`, content: { kind: 'welcome', tenantName: text, connected } };
  for (const request of ['export-data', 'export-referrals', 'forget-member'] as const)
    for (const stage of ['delayed', 'failed'] as const)
      yield { name: `${request} ${stage}`, content: { kind: 'request-trouble', request, stage } };
  for (const why of WHY_NO_FILE)
    yield {
      name: `no file: ${why}`,
      content: { kind: 'request-trouble', request: 'export-data', stage: 'failed', why },
    };
  yield { name: 'without a card', content: { kind: 'without-card', count: 10_000 } };
  yield { name: 'without a card or a member', content: { kind: 'without-card', count: 1, unlinked: true } };
  yield { name: 'sync failed', content: { kind: 'sync-failed' } };
  yield { name: 'token refused', content: { kind: 'token-refused', name: text } };
  yield { name: 'token refused, by hand', content: { kind: 'token-refused', name: text, byHand: true } };
  yield {
    name: 'feedback',
    content: { kind: 'feedback', feedback: buildFeedback({ text, from: { ...ANA, name: text } }) },
  };
  const week = { sent: 1_234_567, accepted: 2 };
  for (const openInvites of [0, 1, 20])
    yield {
      name: `digest, ${openInvites} open`,
      content: { kind: 'digest', digest: { week, before: {}, team: week, openInvites } },
    };
}
