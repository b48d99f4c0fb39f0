import { type SandboxMarketplace, startSandbox } from '../embedded/marketplace/start-sandbox.js';
import { AGENCY, FREELANCERS } from './cast.js';
import type { Keepsakes } from './keepsakes.js';

interface Wish {
  /** What the environment names. */
  readonly named: NamedMarketplace | null;
  readonly keepsakes: Keepsakes;
  readonly port: number;
  readonly dataDir: string | undefined;
}

/** A marketplace, and the agency's token there. */
export interface NamedMarketplace {
  readonly url: string;
  readonly token: string;
}

/** What Baton is connected to. */
export interface OpenMarketplace extends NamedMarketplace {
  /** Null when the environment names another marketplace. */
  readonly sandbox: SandboxMarketplace | null;
  close(): Promise<void>;
}

/** The marketplace that the environment names, if it names one. @throws Error when it names it badly */
export function marketplaceIn({ MARKETPLACE_URL: url, MARKETPLACE_TOKEN: token }: NodeJS.ProcessEnv) {
  if (!url) return null;
  if (!URL.canParse(url)) throw new Error('MARKETPLACE_URL is no address: write it as https://... or http://...');
  if (!token) throw new Error('MARKETPLACE_URL is set: set MARKETPLACE_TOKEN too, to the token of your agency there.');
  return { url: url.replace(/\/+$/, ''), token };
}

/** The named marketplace, else the sandbox with the agency and its people. @throws Error when the port is taken */
export async function openMarketplace({ named, keepsakes, port, dataDir }: Wish): Promise<OpenMarketplace> {
  if (named) return { ...named, sandbox: null, close: async () => {} };
  const { id, name } = AGENCY;
  const { marketplaceToken: token } = keepsakes;
  const members = FREELANCERS.map((person) => ({ ...person, skills: [...person.skills] }));
  const sandbox = await startSandbox({ agencies: [{ id, name, token, members }], port, ...(dataDir && { dataDir }) });
  return { url: sandbox.url, token, sandbox, close: sandbox.close };
}
