import type { Installations } from '../api/installations.js';

/**
 * Creates the check whether an app is the one that a tenant installed. True where either id is unknown, or the
 * installation cannot be opened.
 */
export const createInstalledAppCheck =
  (installations: Pick<Installations, 'load'>) =>
  async (tenantId: string, appId: string | undefined): Promise<boolean> => {
    const installed = (await installations.load(tenantId).catch(() => null)) as { readonly appId?: string } | null;
    return !appId || !installed?.appId || installed.appId === appId;
  };
