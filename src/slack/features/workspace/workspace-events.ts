import { updateProfile } from '../../../domain/people/update-profile.js';
import { soonAfter, uninstallTenant } from '../../../domain/workspace/uninstall-tenant.js';
import { profileOf, type SlackUser } from '../../api/profile.js';
import type { OnEvent } from '../../reply/request-context.js';

/**
 * The workspace removed Baton. Slack tells it twice, in either order, and may repeat each, also while it is installed
 * again: then the new tokens are there before the tenant is.
 */
export const uninstalled: OnEvent<object> = async ({ ports, tenantId, at, isOurs, forgetInstallation }) => {
  if (!(await isOurs())) return ports.log.warn({ tenantId }, 'slack.another-app-uninstalled');
  if (await uninstallTenant(ports, tenantId, at)) await forgetInstallation(at && soonAfter(at));
};

/** Tokens of people do not matter: Baton has none. */
export const tokensRevoked: OnEvent<{ readonly tokens?: { readonly bot?: readonly string[] } }> = async (happened) => {
  if (happened.event.tokens?.bot?.length) await uninstalled(happened);
};

/** Somebody joined, left, or has another name, address, zone or role. Slack may tell it late, and in any order. */
export const profileChanged: OnEvent<{ readonly user?: SlackUser }> = async ({ ports, tenantId, event, at }) => {
  if (!event.user) return;
  const profile = profileOf(event.user, tenantId, at);
  if (profile) await updateProfile(ports, tenantId, profile);
};
