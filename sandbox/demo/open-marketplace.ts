import { z } from 'zod';
import { type SandboxMarketplace, startSandbox } from '../marketplace/start-sandbox.js';
import { AGENCY, FREELANCERS } from './demo-people.js';
import type { SavedSecrets } from './saved-secrets.js';

interface OpenMarketplaceOptions {
  /** The marketplace that the environment names. */
  readonly named: NamedMarketplace | null;
  readonly secrets: SavedSecrets;
  readonly port: number;
  readonly dataDir: string | undefined;
}

/** Address of a marketplace, and the agency's token there. */
export interface NamedMarketplace {
  readonly url: string;
  readonly token: string;
}

/** The marketplace that Baton is connected to. */
export interface OpenMarketplace extends NamedMarketplace {
  /** Null when the environment names another marketplace. */
  readonly sandbox: SandboxMarketplace | null;
  close(): Promise<void>;
}

const Environment = z.object({
  MARKETPLACE_URL: z.url({ protocol: /^https?$/ }),
  /** The agency's token on that marketplace. */
  MARKETPLACE_TOKEN: z.string('MARKETPLACE_URL needs it: your agency’s token there').min(1),
});

/**
 * Reads the marketplace from the environment; null when none is named.
 * @throws Error when the variables are not valid
 */
export function marketplaceIn(env: NodeJS.ProcessEnv): NamedMarketplace | null {
  if (!env.MARKETPLACE_URL) return null;
  const named = Environment.safeParse(env);
  if (!named.success) throw new Error(`Another marketplace was wanted:\n${z.prettifyError(named.error)}`);
  return { url: named.data.MARKETPLACE_URL.replace(/\/+$/, ''), token: named.data.MARKETPLACE_TOKEN };
}

/**
 * Returns the named marketplace, or starts the sandbox with the agency and its people.
 * @throws Error when the port is taken
 */
export async function openMarketplace({
  named,
  secrets,
  port,
  dataDir,
}: OpenMarketplaceOptions): Promise<OpenMarketplace> {
  if (named) return { ...named, sandbox: null, close: async () => {} };
  const { id, name } = AGENCY;
  const { marketplaceToken: token } = secrets;
  const members = FREELANCERS.map((person) => ({ ...person, skills: [...person.skills] }));
  const sandbox = await startSandbox({ agencies: [{ id, name, token, members }], port, ...(dataDir && { dataDir }) });
  return { url: sandbox.url, token, sandbox, close: sandbox.close };
}
