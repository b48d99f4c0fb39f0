import type { HistoryLine } from '../history-line.js';
import type { Workable } from '../outbox-work.js';

/** A relay's status. */
export type RelayStatus =
  | 'asking'
  /** A colleague said yes; a referral to them follows. */
  | 'agreed'
  /** All colleagues said no or did not answer in time; the asker can still decide the invite. */
  | 'exhausted'
  /** The asker cancelled it. */
  | 'cancelled'
  /** The invite was decided or ended while the relay ran. */
  | 'overtaken';

/** The statuses in which a relay ends. */
export const RELAY_ENDINGS = [
  'agreed',
  'exhausted',
  'cancelled',
  'overtaken',
] as const satisfies readonly RelayStatus[];

/** A final status of a relay. */
export type RelayEnding = (typeof RELAY_ENDINGS)[number];

/** Tells whether a stored text is a final status of this release: another release may have written it. */
export const isRelayEnding = (text: string): text is RelayEnding => (RELAY_ENDINGS as readonly string[]).includes(text);

/** A colleague's answer; `no-answer` once their time has passed. */
export type Answer = 'yes' | 'no' | 'no-answer';

/** A colleague who is asked, or will be. */
export interface Ask {
  readonly slackUserId: string;
  readonly name: string;
  readonly askedAt?: Date;
  /** The end of the time to answer. */
  readonly until?: Date;
  readonly answer?: Answer;
}

/**
 * A relay: colleagues are asked privately, one after the other, before the invite is referred. The first yes becomes a
 * referral.
 */
export interface Relay extends Workable {
  readonly id: string;
  readonly tenantId: string;
  readonly inviteId: string;
  readonly status: RelayStatus;
  readonly from: { readonly slackUserId: string; readonly name: string };
  /** The colleagues in the order of asking; at most `MOST_ASKED`. */
  readonly asks: readonly Ask[];
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
  /** Minutes that each colleague has to answer. */
  readonly minutes: number;
  readonly createdAt: Date;
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}

/** Returns the ask that was answered with yes; undefined where there is none. */
export const whoAgreed = ({ asks }: Pick<Relay, 'asks'>): Ask | undefined =>
  asks.find(({ answer }) => answer === 'yes');

/** Returns who decided the invite while the relay ran: a Slack user id, or `marketplace`. */
export const overtakenBy = ({ history }: Pick<Relay, 'history'>): string | undefined =>
  history.findLast(({ what }) => what === 'overtaken')?.who;

/** Returns the code of the rule that forbade to refer the colleague who said yes; undefined where there was none. */
export const forbiddenBy = ({ history }: Pick<Relay, 'history'>): string | undefined =>
  history.findLast(({ what }) => what === 'overtaken')?.detail;

/** The most colleagues that one relay asks. */
export const MOST_ASKED = 3;
