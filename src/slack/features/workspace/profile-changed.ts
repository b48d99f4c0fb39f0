import { updateProfile } from '../../../domain/people/update-profile.js';
import { profileOf, type SlackUser } from '../../api/profile.js';
import type { OnEvent } from '../../reply/request-context.js';

/** Somebody joined, left, or has another name, address, zone or role. Slack may tell it late, and in any order. */
export const profileChanged: OnEvent<{ readonly user?: SlackUser }> = async ({ ports, tenantId, event, at }) => {
  if (!event.user) return;
  const profile = profileOf(event.user, tenantId, at);
  if (profile) await updateProfile(ports, tenantId, profile);
};
