import type { Workable } from '../work.js';

/** A Slack workspace, or an Enterprise org, that installed Baton. `id` equals `tenantId`. */
export interface Tenant extends Workable {
  readonly name: string;
  readonly status: 'active' | 'uninstalled';
  readonly installedBy?: string;
  readonly installedAt: Date;
  readonly settings: Settings;
}

export interface Settings {
  /** How long a referral can be undone before it is forwarded, in seconds; 0 turns undo off. */
  readonly undoSeconds: number;
  /** Where invites of people without a linked member go; absent or empty: a DM to the installer. */
  readonly fallbackChannel?: string;
  /** IANA name; weeks and months of the tallies begin by it. */
  readonly timeZone: string;
}

/** How a tenant reaches its marketplace. The secrets are sealed at rest. */
export interface Connection {
  /** Part of the webhook URL. */
  readonly id: string;
  readonly tenantId: string;
  /** What people call it, such as `Sandbox`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** `whsec_...`; several while they rotate. */
  readonly webhookSecrets: readonly string[];
  readonly path: 'native' | 'handoff';
  readonly declineReasons: readonly DeclineReason[];
}

export interface DeclineReason {
  readonly id: string;
  readonly text: string;
}
