import type { HistoryLine } from '../history.js';
import type { Workable } from '../work.js';

/** Where a soft ask stands. */
export type RelayStatus =
  | 'asking'
  /** Somebody said yes, and a referral goes out. */
  | 'agreed'
  /** Everybody said no or nothing; the invite is still the asker's. */
  | 'exhausted'
  /** The asker stopped it. */
  | 'cancelled'
  /** The invite was decided or ended meanwhile. */
  | 'overtaken';

/** How a relay may end. */
export const RELAY_ENDINGS = [
  'agreed',
  'exhausted',
  'cancelled',
  'overtaken',
] as const satisfies readonly RelayStatus[];

/** One of them. */
export type RelayEnding = (typeof RELAY_ENDINGS)[number];

/** Whether a kept text is one: another release may have written it. */
export const isRelayEnding = (text: string): text is RelayEnding => (RELAY_ENDINGS as readonly string[]).includes(text);

/** What a colleague said, or that they let their time pass. */
export type Answer = 'yes' | 'no' | 'no-answer';

/** One colleague who is asked, or will be. */
export interface Ask {
  readonly slackUserId: string;
  readonly name: string;
  readonly askedAt?: Date;
  /** Until then an answer is waited for. */
  readonly until?: Date;
  readonly answer?: Answer;
}

/** A soft ask: colleagues are asked in order, privately, before anything goes out. The first yes is forwarded. */
export interface Relay extends Workable {
  readonly id: string;
  readonly tenantId: string;
  readonly inviteId: string;
  readonly status: RelayStatus;
  readonly from: { readonly slackUserId: string; readonly name: string };
  /** In the order of asking; at most `MOST_ASKED`. */
  readonly asks: readonly Ask[];
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
  /** Minutes that each has to answer. */
  readonly minutes: number;
  readonly createdAt: Date;
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}

/** Whoever said yes: the one who is referred. */
export const whoAgreed = ({ asks }: Pick<Relay, 'asks'>): Ask | undefined =>
  asks.find(({ answer }) => answer === 'yes');

/** Who decided the invite meanwhile, as the relay's end remembers it: a Slack user, or `marketplace`. */
export const overtakenBy = ({ history }: Pick<Relay, 'history'>): string | undefined =>
  history.findLast(({ what }) => what === 'overtaken')?.who;

/** The rule that forbids to refer whoever said yes, by its code; undefined where something else ended the relay. */
export const forbiddenBy = ({ history }: Pick<Relay, 'history'>): string | undefined =>
  history.findLast(({ what }) => what === 'overtaken')?.detail;

/** So many colleagues are asked about one invite at the most. */
export const MOST_ASKED = 3;
