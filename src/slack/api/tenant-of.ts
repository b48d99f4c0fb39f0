/** The parts of Bolt's context that name a workspace. */
export interface Place {
  readonly isEnterpriseInstall?: boolean | undefined;
  readonly enterpriseId?: string | undefined;
  readonly teamId?: string | undefined;
}

/**
 * Returns the tenant's id: the organization where Baton is installed organization-wide, the workspace otherwise.
 * @throws TypeError for a payload that names neither
 */
export function tenantOf({ isEnterpriseInstall, enterpriseId, teamId }: Place): string {
  const tenantId = isEnterpriseInstall ? enterpriseId : teamId;
  if (!tenantId) throw new TypeError('the payload names no workspace');
  return tenantId;
}

/**
 * Tells whether the tenant is an organization, which has many workspaces. Slack's ids of organizations start with `E`.
 */
export const isOrganization = (tenantId: string): boolean => tenantId.startsWith('E');

/** Returns the query that Slack's libraries take for a tenant's tokens. */
export const queryOf = (tenantId: string) =>
  isOrganization(tenantId)
    ? ({ isEnterpriseInstall: true, enterpriseId: tenantId, teamId: undefined } as const)
    : ({ isEnterpriseInstall: false, enterpriseId: undefined, teamId: tenantId } as const);

/** The parts of a payload that name the sender's workspace. */
export interface Sender {
  readonly user?: { readonly team_id?: string } | string;
  readonly team?: { readonly id?: string; readonly enterprise_id?: string } | null;
  readonly enterprise?: { readonly id?: string } | null;
  readonly view?: { readonly app_installed_team_id?: string };
}

/**
 * Tells whether the payload says that its sender belongs to another workspace (a shared channel). In an organization
 * Slack gives the user the organization's id, or that of another workspace of it.
 */
export function isFromOtherWorkspace(body: Sender, place: Place): boolean {
  const team = typeof body.user === 'object' ? body.user.team_id : undefined;
  if (!team || place.isEnterpriseInstall) return false;
  const installed = body.view?.app_installed_team_id;
  const home = [place.teamId, place.enterpriseId, body.enterprise?.id, body.team?.enterprise_id];
  return !home.includes(team) || (installed !== undefined && installed !== place.teamId);
}
