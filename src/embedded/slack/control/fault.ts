import { z } from 'zod';

/** How a call of the app to Slack goes wrong. */
export const Fault = z.object({
  /** Such as `chat.postMessage`; absent: any. */
  method: z.string().exactOptional(),
  times: z.number().int().min(1).exactOptional(),
  fault: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rate-limited'), retryAfterSeconds: z.number() }),
    z.object({ kind: z.literal('status'), status: z.number().int().min(400).max(599) }),
    z.object({ kind: z.literal('refused'), error: z.string() }),
    z.object({ kind: z.literal('slow'), ms: z.number() }),
    z.object({ kind: z.enum(['hang', 'lost-answer']) }),
  ]),
});
