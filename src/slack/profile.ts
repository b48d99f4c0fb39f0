import type { SlackProfile } from '../domain/member/member.js';

/** What Slack says about a user, as far as Baton reads it. Not every source gives every field. */
export interface SlackUser {
  readonly id?: string;
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  readonly tz?: string;
  readonly locale?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly is_bot?: boolean;
  readonly is_workflow_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly profile?: { readonly real_name?: string; readonly display_name?: string; readonly email?: string };
}

/** Slack's own bot is not marked as one. */
const SLACKBOT = 'USLACKBOT';

/** Null for a user without an id. Workspace owners count as admins. */
export function profileOf(user: SlackUser, tenantId: string): SlackProfile | null {
  const { id, profile = {}, tz, locale } = user;
  if (!id) return null;
  return {
    slackUserId: id,
    name: profile.real_name || user.real_name || profile.display_name || user.name || id,
    isAdmin: !!(user.is_admin || user.is_owner || user.is_primary_owner),
    isOwner: !!(user.is_owner || user.is_primary_owner),
    isBot: !!(user.is_bot || user.is_workflow_bot) || id === SLACKBOT,
    isGuest: !!(user.is_restricted || user.is_ultra_restricted),
    isExternal: !!user.is_stranger || isElsewhere(user.team_id, tenantId),
    isDeactivated: !!user.deleted,
    ...(profile.email && { email: profile.email }),
    ...(tz && isKnownZone(tz) && { timeZone: tz }),
    ...(locale && { locale }),
  };
}

/** Whether this process can reckon in it: Slack may know zones that came later. */
function isKnownZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** An organization has many workspaces, so there the id of one says nothing. */
const isElsewhere = (teamId: string | undefined, tenantId: string): boolean =>
  !!teamId && tenantId.startsWith('T') && teamId.startsWith('T') && teamId !== tenantId;
