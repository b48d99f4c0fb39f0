import { z } from 'zod';

/** The configuration of a connection by Baton's HTTP contract. */
export const ContractConfig = z.object({
  baseUrl: z.string(),
  token: z.string(),
  /** `whsec_...`, the newest first; two while they rotate. */
  webhookSecrets: z.array(z.string()).min(1),
  /** `handoff` where the marketplace takes no answers from apps. */
  path: z.enum(['native', 'handoff']),
});

export type ContractConfig = Readonly<z.infer<typeof ContractConfig>>;
