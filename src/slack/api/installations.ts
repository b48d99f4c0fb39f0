import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { Refusal } from '../../domain/model/errors.js';
import { tenantOf } from './tenant-of.js';

/** Where a tenant's installation (with its tokens) is kept, sealed, under the tenant's id. */
export interface Installations {
  save(tenantId: string, installation: Installation): Promise<void>;
  /** What was saved. */
  load(tenantId: string): Promise<object | null>;
  /** What was saved at `unlessSince` or later stays, where it is given. */
  remove(tenantId: string, unlessSince?: Date): Promise<void>;
}

/** The tenant that an installation is for. */
export const tenantOfInstallation = ({ isEnterpriseInstall, enterprise, team }: Installation): string =>
  tenantOf({ isEnterpriseInstall, enterpriseId: enterprise?.id, teamId: team?.id });

/** What Slack's libraries call to keep installations. @throws Refusal('tenant.notInstalled') for an unknown tenant. */
export const createInstallationStore = (installations: Installations): InstallationStore => ({
  storeInstallation: (installation) => installations.save(tenantOfInstallation(installation), installation),
  fetchInstallation: async (query: InstallationQuery<boolean>) => {
    const found = await installations.load(tenantOf(query));
    if (!found) throw new Refusal('tenant.notInstalled');
    return found as Installation;
  },
  deleteInstallation: (query) => installations.remove(tenantOf(query)),
});
