import { updateProfile } from '../domain/member/update-profile.js';
import type { OnEvent } from './asked.js';
import { profileOf, type SlackUser } from './profile.js';

/** Somebody joined, left, or has another name, address, zone or role. */
export const profileChanged: OnEvent<{ readonly user?: SlackUser }> = async ({ ports, tenantId, event }) => {
  if (!event.user) return;
  const profile = profileOf(event.user, tenantId);
  if (profile) await updateProfile(ports, tenantId, profile);
};
