import type { Installations } from '../api/installations.js';

/** The part of Slack's installation that tells whether an event is about it. */
interface Installed {
  readonly appId?: string;
  readonly bot?: { readonly userId?: string };
}

/** Tells whether an event is about a tenant's installation. */
export interface InstalledAppCheck {
  /** Tells whether the app is the installed one; true where either id is unknown. */
  isOurs(tenantId: string, appId: string | undefined): Promise<boolean>;
  /** Tells whether the installed bot is one of these users; true for any user where its id is unknown. */
  isOurBot(tenantId: string, users: readonly unknown[]): Promise<boolean>;
}

/** Creates the check. An installation that cannot be opened counts as unknown. */
export function createInstalledAppCheck(installations: Pick<Installations, 'load'>): InstalledAppCheck {
  const load = async (tenantId: string) => (await installations.load(tenantId).catch(() => null)) as Installed | null;
  return {
    isOurs: async (tenantId, appId) => {
      const known = (await load(tenantId))?.appId;
      return !appId || !known || known === appId;
    },
    isOurBot: async (tenantId, users) => {
      const known = (await load(tenantId))?.bot?.userId;
      return known ? users.includes(known) : users.length > 0;
    },
  };
}
