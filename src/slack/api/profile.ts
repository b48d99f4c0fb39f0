import type { SlackProfile } from '../../domain/model/member/member.js';
import { unescaped } from '../words/escaped.js';
import { isBlank } from '../words/text.js';
import { isOrganization } from './tenant-of.js';

interface Rank {
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
}

/** What Slack says about a user, as far as Baton reads it. Not every source gives every field. */
export interface SlackUser extends Rank {
  readonly id?: string;
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  /** When it was last changed, in seconds since 1970. */
  readonly updated?: number;
  readonly tz?: string;
  readonly locale?: string;
  /** What they are in the whole organization; the other fields are one workspace's. */
  readonly enterprise_user?: Rank;
  readonly is_bot?: boolean;
  readonly is_workflow_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly profile?: { readonly real_name?: string; readonly display_name?: string; readonly email?: string };
}

/** Slack's own bot is not marked as one. */
const SLACKBOT = 'USLACKBOT';

/**
 * Null for a user without an id. Owners count as admins; in an organization only its own rank counts.
 * @param toldAt when Slack told it, for a user that does not say when it was changed
 */
export function profileOf(user: SlackUser, tenantId: string, toldAt?: Date): SlackProfile | null {
  const { id, profile = {}, tz, locale } = user;
  if (!id) return null;
  const rank = isOrganization(tenantId) ? (user.enterprise_user ?? {}) : user;
  const isOwner = !!(rank.is_owner || rank.is_primary_owner);
  const handle = seen(profile.display_name, user.name);
  const changedAt = dateOf(user.updated) ?? toldAt;
  return {
    slackUserId: id,
    name: unescaped(seen(profile.real_name, user.real_name, profile.display_name, user.name) ?? id),
    isAdmin: !!rank.is_admin || isOwner,
    isOwner,
    isBot: !!(user.is_bot || user.is_workflow_bot) || id === SLACKBOT,
    isGuest: !!(user.is_restricted || user.is_ultra_restricted),
    isExternal: !!user.is_stranger || isElsewhere(user.team_id, tenantId),
    isDeactivated: !!user.deleted,
    ...(handle && { handle: unescaped(handle) }),
    ...(changedAt && { changedAt }),
    ...(profile.email && { email: profile.email }),
    ...(tz && isKnownZone(tz) && { timeZone: tz }),
    ...(locale && { locale }),
  };
}

/** The first of them of which readers see anything: a name may be made of spaces or of characters that show nothing. */
const seen = (...names: readonly (string | undefined)[]): string | undefined =>
  names.find((name) => name !== undefined && !isBlank(name));

/** Undefined for Slack's own bot, whose date is 0, and for what is no date. */
function dateOf(seconds: unknown): Date | undefined {
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : 0);
  return date.getTime() > 0 ? date : undefined;
}

/** Whether this process can reckon in it: Slack may know zones that came later. */
function isKnownZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** In an organization the id of one workspace says nothing. */
const isElsewhere = (teamId: string | undefined, tenantId: string): boolean =>
  !!teamId && tenantId.startsWith('T') && teamId.startsWith('T') && teamId !== tenantId;
