import { type SandboxMarketplace, startSandbox } from '../embedded/marketplace/start-sandbox.js';
import { AGENCY, FREELANCERS } from './cast.js';
import type { Keepsakes } from './keepsakes.js';

interface Wish {
  readonly env: NodeJS.ProcessEnv;
  readonly keepsakes: Keepsakes;
  readonly dataDir: string | undefined;
}

/** The sandbox, with the agency and its people; null when `MARKETPLACE_URL` names another marketplace. */
export async function openMarketplace({ env, keepsakes, dataDir }: Wish): Promise<SandboxMarketplace | null> {
  if (env.MARKETPLACE_URL) return null;
  const { id, name } = AGENCY;
  const members = FREELANCERS.map((person) => ({ ...person, skills: [...person.skills] }));
  const agencies = [{ id, name, token: keepsakes.marketplaceToken, members }];
  const wish = { agencies, ...(dataDir && { dataDir }) };
  return startSandbox({ ...wish, port: keepsakes.ports.sandbox }).catch(() => startSandbox(wish));
}
