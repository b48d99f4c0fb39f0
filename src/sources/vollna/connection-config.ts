import { z } from 'zod';

/** The configuration of a connection to Vollna. */
export const VollnaConfig = z.object({
  /** Tokens of Baton's own that the webhook carries, the newest first; two while they rotate. */
  webhookTokens: z.array(z.string().min(1)).min(1).max(2).readonly(),
  /** The agency's token of Vollna's API; without it Baton hears by webhook alone. */
  apiToken: z.string().min(1).optional(),
  apiUrl: z.url(),
});
export type VollnaConfig = z.output<typeof VollnaConfig>;

/** Vollna's API (its documentation). */
export const VOLLNA_API = 'https://api.vollna.com/v1';
