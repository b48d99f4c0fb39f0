import type { Workable } from '../outbox-work.js';
import type { PeriodLength } from '../period-lengths.js';
import type { HomeFilter } from '../referral/home-list-filters.js';
import { NEWS, type NewsEvent, QUIET_NEWS } from '../referral/news-to-tell.js';
import type { Settings, Tenant } from '../tenant/tenant.js';
import type { Availability } from './availability.js';

/** The Slack user of a tenant who acts. */
export interface Actor {
  readonly tenantId: string;
  readonly slackUserId: string;
  readonly name: string;
}

/** A user's profile as Slack describes it. */
export interface SlackProfile {
  readonly slackUserId: string;
  readonly name: string;
  /** The Slack display name, which tells two members of the same name apart. */
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
  /** True for a user of another workspace (Slack Connect). */
  readonly isExternal: boolean;
  readonly isDeactivated: boolean;
  /**
   * Time of the profile's last change, by Slack's clock and to the second. An older profile never replaces a newer one.
   */
  readonly changedAt?: Date;
}

/** A person of the tenant, usually tied to a marketplace profile. */
export interface Member extends SlackProfile, Workable {
  /** Equals `slackUserId`. */
  readonly id: string;
  readonly tenantId: string;
  /** The member's accounts on marketplaces (`marketplace-accounts.ts`); empty while none is linked. */
  readonly accounts: readonly LinkedAccount[];
  /**
   * The places of accounts (`LinkedAccount`) where several people have the member's email address, which says nothing
   * there.
   */
  readonly sharedEmailIn?: readonly string[];
  /** The skills in the member's own spelling. */
  readonly skills: readonly string[];
  readonly availability: Availability;
  readonly preferences: Preferences;
  /**
   * Time at which the member last opened the App Home; absent while they never have, and then no Home is published for
   * them.
   */
  readonly homeOpenedAt?: Date;
  /** The member's selection on the Home. */
  readonly homeView?: HomeChoice;
  /** Set once the member's data was erased, until they fill in their profile again. */
  readonly forgottenAt?: Date;
  /** Time at which Slack last refused for good to deliver a message of Baton's to the member. */
  readonly unreachedAt?: Date;
  /** Time at which Slack delivered a message to them again. */
  readonly reachedAt?: Date;
}

/** Milliseconds after such a refusal in which a member counts as out of reach: then it may be allowed again. */
const UNREACHED_MS = 24 * 60 * 60 * 1000;

/** Tells whether Slack has refused a message to a member in the last day, and delivered none since. */
export const isUnreached = (
  { unreachedAt, reachedAt = new Date(0) }: Pick<Member, 'unreachedAt' | 'reachedAt'>,
  now: Date,
): boolean =>
  unreachedAt !== undefined && reachedAt < unreachedAt && now.getTime() - unreachedAt.getTime() < UNREACHED_MS;

/** A member as an entry of the list of all members. */
export type MemberEntry = Omit<Member, 'skills' | 'availability' | 'homeOpenedAt' | 'homeView' | 'work'>;

/** Reduces a profile to what is kept after an erasure: the id and the flags. */
export function erasedProfile({ handle, email, timeZone, locale, ...flags }: SlackProfile): SlackProfile {
  return { ...flags, name: '' };
}

/** A member's preferences for news and visibility. */
export interface Preferences {
  /** Kinds of news that come in the thread of their card alone, and not as a direct message. */
  readonly muted: readonly NewsEvent[];
  readonly digest: boolean;
  /** True where the member is shown on the team's leaderboard. */
  readonly onLeaderboard: boolean;
  /** True where the member is not offered as a colleague and is in no list of the team. */
  readonly hidden: boolean;
}

/** The preferences of a new member. */
export const DEFAULT_PREFERENCES: Preferences = {
  muted: QUIET_NEWS,
  digest: true,
  onLeaderboard: false,
  hidden: false,
};

/** The preferences after an erasure: no messages, and shown to nobody. */
export const FORGOTTEN_PREFERENCES: Preferences = { muted: NEWS, digest: false, onLeaderboard: false, hidden: true };

/** Returns the preferences with which the profile form starts; after an erasure those of a new member. */
export const formPreferences = ({
  preferences,
  forgottenAt,
}: Pick<Member, 'preferences' | 'forgottenAt'>): Preferences => (forgottenAt ? DEFAULT_PREFERENCES : preferences);

/** A member's selection on the Home: the list, its filter and its page. */
export interface HomeChoice {
  readonly list: 'sent' | 'received';
  readonly filter: HomeFilter;
  /** Set on a later page: only referrals created before. */
  readonly before?: Date;
  /** The period of the counts; absent until the member chooses one. */
  readonly span?: PeriodLength;
}

/** The Home's selection until the member chooses. */
export const FIRST_CHOICE: HomeChoice = { list: 'sent', filter: 'all' };

/** The roles in a tenant, the most powerful first. */
export type Role = 'owner' | 'admin' | 'manager' | 'member';

/**
 * Returns a member's highest role: owner (Slack's, or the installer), admin (Slack's), manager (named in the settings),
 * or member. An installer or a manager who is a guest by now is a plain member.
 */
export function roleOf(member: Pick<Member, 'slackUserId' | 'isAdmin' | 'isOwner' | 'isGuest'>, tenant: Tenant): Role {
  if (member.isOwner || (tenant.installedBy === member.slackUserId && !member.isGuest)) return 'owner';
  if (member.isAdmin) return 'admin';
  return !member.isGuest && tenant.settings.managers.includes(member.slackUserId) ? 'manager' : 'member';
}

/** The reasons for which a user does not belong to the team; `external`: a user of another workspace. */
export const WHY_OUTSIDE = ['bot', 'left', 'external', 'guest'] as const;

/** One of these reasons. */
export type WhyOutside = (typeof WHY_OUTSIDE)[number];

/** Returns why a user does not belong to the team; undefined for one who does. Guests do only where settings allow. */
export function whyOutside(
  { isBot, isDeactivated, isExternal, isGuest }: Flags,
  { guests }: Pick<Settings, 'guests'>,
): WhyOutside | undefined {
  if (isBot) return 'bot';
  if (isDeactivated) return 'left';
  if (isExternal) return 'external';
  return isGuest && !guests ? 'guest' : undefined;
}

/** Returns why a user cannot be a manager, which guests never are; undefined for one who can. */
export const whyNotManager = (flags: Flags): WhyOutside | undefined => whyOutside(flags, { guests: false });

type Flags = Pick<SlackProfile, 'isBot' | 'isDeactivated' | 'isExternal' | 'isGuest'>;

/** Tells whether a role may change the tenant's settings: owner or admin, not manager. */
export const isAdminRole = (role: Role): boolean => role === 'owner' || role === 'admin';

/** A marketplace account that is linked to a member. */
export interface LinkedAccount {
  /** The id of the person, unique within the tenant. */
  readonly id: string;
  /** The place of the account, as `placeOf` returns it; absent in the connection with bare ids. */
  readonly place?: string;
  readonly name: string;
  readonly profileUrl?: string;
  readonly email?: string;
  readonly linkedBy: 'email' | 'hand';
}

/** Tells whether a user may be linked to a marketplace account: an active person of this workspace. */
export const isLinkable = (flags: Flags): boolean => isTeamMember(flags, { guests: true });

/**
 * Tells whether a user belongs to the team: an active person of this workspace, and a guest only where settings allow.
 */
export const isTeamMember = (flags: Flags, settings: Pick<Settings, 'guests'>): boolean =>
  whyOutside(flags, settings) === undefined;

/**
 * Tells whether a member may get invites, by hand and for practice too: of the team, linked to a marketplace account, or
 * with a role in which they act for others.
 */
export const isInvitable = (member: Member, role: Role, settings: Pick<Settings, 'guests'>): boolean =>
  isTeamMember(member, settings) || (member.accounts.length > 0 && isLinkable(member)) || role !== 'member';

/** Tells whether a member may be offered as a colleague: of the team and not hidden. */
export const isColleague = (member: Member, settings: Pick<Settings, 'guests'>): boolean =>
  isTeamMember(member, settings) && !member.preferences.hidden;
