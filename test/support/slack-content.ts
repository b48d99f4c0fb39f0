import type { Invite, InviteStatus } from '../../src/domain/invite/invite.js';
import type { Content } from '../../src/domain/message/content.js';
import { NEWS } from '../../src/domain/referral/news.js';
import type { Referral, ReferralStatus } from '../../src/domain/referral/referral.js';
import { buildClient, buildInvite, buildJob, buildPerson, buildReferral } from './factories.js';
import { START } from './memory-ports.js';

/** What people may write: each kind has broken a Slack app somewhere. */
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
    ...given,
  });

export const wordyReferral = (text: string, given: Partial<Referral> = {}): Referral =>
  buildReferral({
    job: { id: 'j', title: text, url: 'https://market.example/jobs/1' },
    from: { slackUserId: 'UANA', name: text },
    to: { name: text, slackUserId: 'UBEN', target: { by: 'profileUrl', profileUrl: 'https://market.example/p/ben' } },
    noteToColleague: text,
    noteToClient: text,
    trouble: { code: 'already-invited', detail: text },
    ...given,
  });

const decisionOf = (status: 'accepted' | 'declined' | 'referred', byName: string, more: object = {}) => ({
  decision: { id: 'd', kind: status, by: 'UANA', byName, at: START, messageToClient: byName, ...more },
});

/** Every state of every message, with `text` wherever people write. */
export function* allContents(text: string): Generator<{ name: string; content: Content }> {
  const trouble = { code: 'job-closed', detail: text };
  const referredIn = { byName: text, note: text };
  for (const path of ['native', 'handoff'] as const) {
    for (const unlinked of [false, true]) {
      const card = (name: string, invite: Invite, referral: Referral | null = null) => ({
        name: `${path} ${unlinked ? 'unlinked ' : ''}${name}`,
        content: { kind: 'invite-card', invite, referral, unlinked, path } as const,
      });
      for (const status of INVITE_STATUSES) yield card(status, wordyInvite(text, { status }));
      const moved = card('moved', wordyInvite(text));
      yield { ...moved, content: { ...moved.content, elsewhere: true } };
      yield card('reopened', wordyInvite(text, { trouble }));
      yield card('closed with trouble', wordyInvite(text, { status: 'expired', trouble }));
      yield card('referred in', wordyInvite(text, { referredIn }));
      yield card('private', wordyInvite(text, { job: buildJob({ title: text, private: true }) }));
      yield card('bare', buildInvite({ job: buildJob({ url: 'not a url', title: text, skills: [] }), client: {} }));
      for (const status of ['accepted', 'declined'] as const) {
        yield card(`${status} by us`, wordyInvite(text, { status, ...decisionOf(status, text) }));
        const confirmed = { confirmedAt: START };
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
  for (const event of [...NEWS, 'something new'])
    yield { name: `news: ${event}`, content: { kind: 'referral-news', referral: wordyReferral(text), event } };
  for (const connected of [true, false])
    yield { name: `welcome ${connected}`, content: { kind: 'welcome', tenantName: text, connected } };
}
