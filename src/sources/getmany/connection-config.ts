import { z } from 'zod';

/** The configuration of a connection to Getmany. */
export const GetmanyConfig = z.object({
  /** The agency's token of Getmany's API. */
  apiToken: z.string().min(1),
  apiUrl: z.url(),
  /** The secret with which Getmany signs its webhooks; without it Baton hears by polling alone. */
  webhookSecret: z.string().min(1).optional(),
});
export type GetmanyConfig = z.output<typeof GetmanyConfig>;

/** Getmany's API (its documentation). */
export const GETMANY_API = 'https://api.getmany.io/service/v1';
