import type { RemovedConnection } from '../connection/removed-connection.js';
import type { Language } from '../languages.js';
import type { Workable } from '../outbox-work.js';
import { type ReferralRollout, ROLLED_OUT_TO_ALL } from './referral-rollout.js';

/** A Slack workspace, or an Enterprise org, that installed Baton. `id` equals `tenantId`. */
export interface Tenant extends Workable {
  readonly name: string;
  readonly status: 'active' | 'uninstalled';
  /** The user who made the tenant active. A reinstallation while active does not change it. */
  readonly installedBy?: string;
  readonly installedAt: Date;
  /** Time at which the tenant became active; a reinstallation while active does not change it. */
  readonly activeSince: Date;
  readonly settings: Settings;
  /** The traces of removed connections, the one removed last at the end; absent where none was removed. */
  readonly removedConnections?: readonly RemovedConnection[];
}

/** A tenant to be installed, with only the settings that were set explicitly. */
export type NewTenant = Omit<Tenant, 'settings'> & { readonly settings: Partial<Settings> };

/** A tenant's settings; `settings-rules.ts` has the bounds. */
export interface Settings {
  /** The undo window of a referral, in seconds; 0 turns undo off. */
  readonly undoSeconds: number;
  /** The channel for invites of people without a linked member; absent or empty: `cardRecipients`. */
  readonly fallbackChannel?: string;
  /** IANA name; the tallies' periods follow it. */
  readonly timeZone: string;
  /** The longest chain of referrals on one job; 1 means that nobody refers on. */
  readonly maxChain: number;
  readonly release: ReferralRollout;
  /** Hours after an invite at which its member is reminded, ascending; empty turns reminders off. */
  readonly nudgeHours: readonly number[];
  /** The working hours for reminders, in each member's time zone: whole hours, and ISO days (Monday is 1). */
  readonly working: { readonly from: number; readonly to: number; readonly days: readonly number[] };
  /** Minutes that a colleague of a relay has to answer. */
  readonly askMinutes: number;
  /** True where guests count as colleagues. */
  readonly guests: boolean;
  /** Slack user ids that may decide for others. Admins and owners may anyway. */
  readonly managers: readonly string[];
  /** The channel that shows feedback; it is stored anyway. */
  readonly feedbackChannel?: string;
  /** True where members get a weekly digest, unless they switched it off. */
  readonly digest: boolean;
  /** The language of texts that members paste for their clients. */
  readonly clientLanguage: Language;
}

/** The settings where neither the tenant nor the operator has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  undoSeconds: 60,
  timeZone: 'UTC',
  maxChain: 2,
  release: ROLLED_OUT_TO_ALL,
  nudgeHours: [4, 12, 20],
  working: { from: 9, to: 18, days: [1, 2, 3, 4, 5] },
  askMinutes: 30,
  guests: false,
  managers: [],
  digest: true,
  clientLanguage: 'en',
};
