import { updateProfile } from '../../../domain/people/save-slack-profile.js';
import { installedAfter, soonAfter, uninstallTenant } from '../../../domain/workspace/uninstall-tenant.js';
import { mapUserToProfile, type SlackUser } from '../../api/map-user-to-profile.js';
import type { OnEvent } from '../../reply/request-context.js';

/**
 * Handles the removal of Baton. Slack sends two events, in either order, and may repeat them even after a new
 * installation, whose tokens are stored before its tenant.
 */
export const uninstalled: OnEvent<object> = async ({ ports, tenantId, at, isOurs, forgetInstallation }) => {
  if (!(await isOurs())) return ports.log.warn({ tenantId }, 'slack.another-app-uninstalled');
  if (await uninstallTenant(ports, tenantId, at && installedAfter(at))) await forgetInstallation(at && soonAfter(at));
};

/** Handles revoked tokens: only the installed bot's own token matters. Baton has no user tokens. */
export const tokensRevoked: OnEvent<{ readonly tokens?: { readonly bot?: unknown } }> = async (happened) => {
  const bots = happened.event.tokens?.bot;
  if (Array.isArray(bots) && (await happened.isOurBot(bots))) await uninstalled(happened);
};

/** Updates a member after a change of their Slack profile. Events may come late and out of order. */
export const profileChanged: OnEvent<{ readonly user?: SlackUser }> = async ({ ports, tenantId, event, at }) => {
  if (!event.user) return;
  const profile = mapUserToProfile(event.user, tenantId, at);
  if (profile) await updateProfile(ports, tenantId, profile);
};
