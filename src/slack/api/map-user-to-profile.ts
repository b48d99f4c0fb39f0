import type { SlackProfile } from '../../domain/model/member/member.js';
import { isTimeZone } from '../../lib/is-time-zone.js';
import { isBlank } from '../words/truncate-and-escape.js';
import { unescapeText } from '../words/unescape.js';
import { slackTime } from './slack-time.js';
import { isOrganization } from './tenant-of.js';

interface Rank {
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
}

/** Slack's user object, as far as Baton reads it. Not every source has every field; texts are checked when read. */
export interface SlackUser extends Rank {
  readonly id?: unknown;
  readonly team_id?: unknown;
  readonly name?: unknown;
  readonly real_name?: unknown;
  readonly deleted?: boolean;
  /** The time of the last change, in seconds since 1970. */
  readonly updated?: unknown;
  readonly tz?: unknown;
  readonly locale?: unknown;
  /** The rank in the whole organization; the other fields concern one workspace. */
  readonly enterprise_user?: Rank | null;
  readonly is_bot?: boolean;
  readonly is_workflow_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly profile?: {
    readonly real_name?: unknown;
    readonly display_name?: unknown;
    readonly email?: unknown;
  } | null;
}

/** The id of Slack's own bot, which has no `is_bot`. */
const SLACKBOT = 'USLACKBOT';

/**
 * Maps a Slack user to a profile; null without an id. Owners count as admins; in an organization only the rank in the
 * organization counts.
 * @param toldAt the time of Slack's event, for a user without `updated`
 */
export function mapUserToProfile(user: SlackUser, tenantId: string, toldAt?: Date): SlackProfile | null {
  const [id, tz, locale] = [user.id, user.tz, user.locale].map(textOf);
  const profile = user.profile ?? {};
  const email = textOf(profile.email);
  if (!id) return null;
  const rank = isOrganization(tenantId) ? (user.enterprise_user ?? {}) : user;
  const isOwner = !!(rank.is_owner || rank.is_primary_owner);
  const handle = firstVisible(profile.display_name, user.name);
  const changedAt = slackTime(user.updated) ?? toldAt;
  return {
    slackUserId: id,
    name: unescapeText(firstVisible(profile.real_name, user.real_name, profile.display_name, user.name) ?? id),
    isAdmin: !!rank.is_admin || isOwner,
    isOwner,
    isBot: !!(user.is_bot || user.is_workflow_bot) || id === SLACKBOT,
    isGuest: !!(user.is_restricted || user.is_ultra_restricted),
    isExternal: !!user.is_stranger || isElsewhere(textOf(user.team_id), tenantId),
    isDeactivated: !!user.deleted,
    ...(handle && { handle: unescapeText(handle) }),
    ...(changedAt && { changedAt }),
    ...(email && { email }),
    ...(tz && isTimeZone(tz) && { timeZone: tz }),
    ...(locale && { locale }),
  };
}

/** Returns the first name that has a visible character: a name may consist of spaces or invisible characters. */
const firstVisible = (...names: readonly unknown[]): string | undefined =>
  names.map(textOf).find((name) => name !== undefined && !isBlank(name));

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Tells whether the user belongs to another workspace. Unknown in an organization, where a workspace's id says nothing.
 */
const isElsewhere = (teamId: string | undefined, tenantId: string): boolean =>
  !!teamId && tenantId.startsWith('T') && teamId.startsWith('T') && teamId !== tenantId;
