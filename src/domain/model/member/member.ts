import type { HomeFilter } from '../referral/filters.js';
import { NEWS, type NewsEvent } from '../referral/news.js';
import type { Settings, Tenant } from '../tenant/tenant.js';
import type { Workable } from '../work.js';
import type { Availability } from './availability.js';

/** Who acts: always a Slack user of a tenant. */
export interface Actor {
  readonly tenantId: string;
  readonly slackUserId: string;
  readonly name: string;
}

/** What Slack says about a user. */
export interface SlackProfile {
  readonly slackUserId: string;
  readonly name: string;
  /** What others call them in Slack: what tells two of one name apart. */
  readonly handle?: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  /** An admin or an owner of the workspace. */
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  readonly isBot: boolean;
  /** A single- or multi-channel guest. */
  readonly isGuest: boolean;
  /** Of another workspace (Slack Connect). */
  readonly isExternal: boolean;
  readonly isDeactivated: boolean;
  /** When it was last changed, by Slack's clock and to the second: an older one never replaces a newer one. */
  readonly changedAt?: Date;
}

/** A person of the tenant, usually tied to a marketplace profile. */
export interface Member extends SlackProfile, Workable {
  /** Equals `slackUserId`. */
  readonly id: string;
  readonly tenantId: string;
  readonly person?: LinkedPerson;
  /** As the member wrote them. */
  readonly skills: readonly string[];
  readonly availability: Availability;
  readonly preferences: Preferences;
  /** When they last looked at the App Home; without it none is kept up to date for them. */
  readonly homeOpenedAt?: Date;
  /** What the Home shows them. */
  readonly homeView?: HomeChoice;
  /** Set once their data was deleted, until they say something of themselves again. */
  readonly forgottenAt?: Date;
}

/** A member in a list of everybody, however many there are. */
export type MemberEntry = Omit<Member, 'skills' | 'availability' | 'homeOpenedAt' | 'homeView' | 'work'>;

/** All that is kept of the profile of somebody whose data was deleted. */
export function erasedProfile({ handle, email, timeZone, locale, ...flags }: SlackProfile): SlackProfile {
  return { ...flags, name: '' };
}

/** What a member wants to hear and show. */
export interface Preferences {
  /** News of these classes are not sent. */
  readonly muted: readonly NewsEvent[];
  readonly digest: boolean;
  /** Shown on the team's leaderboard. */
  readonly onLeaderboard: boolean;
  /** Not offered as a colleague, and in no list of the team. */
  readonly hidden: boolean;
}

/** What holds until a member says otherwise. */
export const DEFAULT_PREFERENCES: Preferences = { muted: [], digest: true, onLeaderboard: false, hidden: false };

/** Whoever was forgotten hears nothing and is shown to nobody. */
export const FORGOTTEN_PREFERENCES: Preferences = { muted: NEWS, digest: false, onLeaderboard: false, hidden: true };

/** What the form about a member begins with: whoever was forgotten comes back as everybody begins. */
export const formPreferences = ({
  preferences,
  forgottenAt,
}: Pick<Member, 'preferences' | 'forgottenAt'>): Preferences => (forgottenAt ? DEFAULT_PREFERENCES : preferences);

/** Which list of the Home is shown, which states, and from where. */
export interface HomeChoice {
  readonly list: 'sent' | 'received';
  readonly filter: HomeFilter;
  /** Only referrals created before: a later page. */
  readonly before?: Date;
}

/** What the Home shows until somebody chooses. */
export const FIRST_CHOICE: HomeChoice = { list: 'sent', filter: 'all' };

/** What somebody is in a tenant, the most powerful first. */
export type Role = 'owner' | 'admin' | 'manager' | 'member';

/** What somebody may do in a tenant: owners and admins are Slack's (and whoever installed Baton), managers are named. */
export function roleOf(member: Pick<Member, 'slackUserId' | 'isAdmin' | 'isOwner'>, tenant: Tenant): Role {
  if (member.isOwner || tenant.installedBy === member.slackUserId) return 'owner';
  if (member.isAdmin) return 'admin';
  return tenant.settings.managers.includes(member.slackUserId) ? 'manager' : 'member';
}

/** Whether somebody may change how Baton works here. */
export const isAdminRole = (role: Role): boolean => role === 'owner' || role === 'admin';

/** The marketplace account that a member is tied to. */
export interface LinkedPerson {
  readonly id: string;
  readonly name: string;
  readonly profileUrl?: string;
  readonly email?: string;
  readonly linkedBy: 'email' | 'hand';
}

/** Whether it is a person of this workspace who is here: nobody else is tied to a marketplace account. */
export const isLinkable = ({ isBot, isExternal, isDeactivated }: SlackProfile): boolean =>
  !(isBot || isExternal || isDeactivated);

/** Whether somebody belongs to the team: a person who is here, of this workspace, and a guest only where allowed. */
export const isTeamMember = (profile: SlackProfile, { guests }: Pick<Settings, 'guests'>): boolean =>
  isLinkable(profile) && (guests || !profile.isGuest);

/** Whether a member may be offered as a colleague: one of us who does not hide. */
export const isColleague = (member: Member, settings: Pick<Settings, 'guests'>): boolean =>
  isTeamMember(member, settings) && !member.preferences.hidden;
