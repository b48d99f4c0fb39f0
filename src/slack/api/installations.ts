import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { Refusal } from '../../domain/model/errors.js';
import { tenantOf } from './tenant-of.js';

/** Stores a tenant's installation, with its tokens, sealed. */
export interface Installations {
  save(tenantId: string, installation: Installation): Promise<void>;
  /** Returns the installation as it was saved; null when there is none. */
  load(tenantId: string): Promise<object | null>;
  /** Removes the installation, unless it was saved at `unlessSince` or later. */
  remove(tenantId: string, unlessSince?: Date): Promise<void>;
}

/** Returns the tenant of an installation. */
export const tenantOfInstallation = ({ isEnterpriseInstall, enterprise, team }: Installation): string =>
  tenantOf({ isEnterpriseInstall, enterpriseId: enterprise?.id, teamId: team?.id });

/**
 * Adapts `Installations` to the store of Slack's libraries.
 * @throws Refusal('tenant.notInstalled') for an unknown tenant.
 */
export const createInstallationStore = (installations: Installations): InstallationStore => ({
  storeInstallation: (installation) => installations.save(tenantOfInstallation(installation), installation),
  fetchInstallation: async (query: InstallationQuery<boolean>) => {
    const found = await installations.load(tenantOf(query));
    if (!found) throw new Refusal('tenant.notInstalled');
    return found as Installation;
  },
  deleteInstallation: (query) => installations.remove(tenantOf(query)),
});
