import type { Workable } from '../work.js';
import { RELEASED_TO_ALL, type Release } from './release.js';

/** A Slack workspace, or an Enterprise org, that installed Baton. `id` equals `tenantId`. */
export interface Tenant extends Workable {
  readonly name: string;
  readonly status: 'active' | 'uninstalled';
  /** Whoever made it active: an installation on top of another makes nobody its owner. */
  readonly installedBy?: string;
  readonly installedAt: Date;
  /** As `installedAt`, but an installation on top of another does not count. */
  readonly activeSince: Date;
  readonly settings: Settings;
}

/** A tenant that is installed: of its settings only what somebody has set. */
export type NewTenant = Omit<Tenant, 'settings'> & { readonly settings: Partial<Settings> };

/** Who may decide in members' place: the managers who were named or, where there are none, whoever installed Baton. */
export const managersOf = ({ settings, installedBy }: Tenant): readonly string[] =>
  settings.managers.length || !installedBy ? settings.managers : [installedBy];

/** The managers beside a member who may be one; whoever installed Baton, where nobody else is left. */
export function standInsFor(member: string, { settings, installedBy }: Tenant): readonly string[] {
  const managers = settings.managers.filter((id) => id !== member);
  return managers.length || !installedBy || installedBy === member ? managers : [installedBy];
}

/** What an admin may set for a tenant; `settings-rules.ts` says within which bounds. */
export interface Settings {
  /** How long a referral can be undone before it is forwarded, in seconds; 0 turns undo off. */
  readonly undoSeconds: number;
  /** Where invites of people without a linked member go; absent or empty: a DM to the installer. */
  readonly fallbackChannel?: string;
  /** IANA name; weeks and months of the tallies begin by it. */
  readonly timeZone: string;
  /** How many referrals may follow one another on one job; 1 means that nobody refers on. */
  readonly maxChain: number;
  readonly release: Release;
  /** Hours after an invite at which an unanswered one is brought to mind, ascending; empty turns it off. */
  readonly nudgeHours: readonly number[];
  /** When members may be reminded, in their own time zone: whole hours, and ISO days (Monday is 1). */
  readonly working: { readonly from: number; readonly to: number; readonly days: readonly number[] };
  /** Minutes that a colleague has to answer a soft ask. */
  readonly askMinutes: number;
  /** Whether guests count as colleagues. */
  readonly guests: boolean;
  /** Slack user ids that may decide for others. Admins and owners may anyway. */
  readonly managers: readonly string[];
  /** Where feedback goes besides the database. */
  readonly feedbackChannel?: string;
  /** Whether members get a weekly digest, as far as they have not switched it off. */
  readonly digest: boolean;
}

/** What holds where neither the tenant nor whoever runs Baton has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  undoSeconds: 60,
  timeZone: 'UTC',
  maxChain: 2,
  release: RELEASED_TO_ALL,
  nudgeHours: [4, 12, 20],
  working: { from: 9, to: 18, days: [1, 2, 3, 4, 5] },
  askMinutes: 30,
  guests: false,
  managers: [],
  digest: true,
};
