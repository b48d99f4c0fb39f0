import { z } from 'zod';
import type { Json } from './json.js';

/** Which calls of the app to Slack go wrong, and how. */
export const FaultRule = z.object({
  /** Such as `chat.postMessage`; absent: every method. */
  method: z.string().exactOptional(),
  /** How many calls it meets. Default: 1. */
  times: z.number().int().min(1).exactOptional(),
  /** Only `lost-answer` happens after the call was carried out. */
  fault: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rate-limited'), retryAfterSeconds: z.number() }),
    z.object({ kind: z.literal('status'), status: z.number().int().min(400).max(599) }),
    z.object({ kind: z.literal('refused'), error: z.string() }),
    z.object({ kind: z.literal('slow'), ms: z.number() }),
    z.object({ kind: z.enum(['hang', 'lost-answer']) }),
  ]),
});
type FaultRule = z.infer<typeof FaultRule> & {
  /** Only calls with such arguments. */
  readonly when?: (args: Json) => boolean;
};

/** How a call to Slack goes wrong. */
export type Fault = FaultRule['fault'];

/** The rules of what goes wrong; each is spent when it has met its calls. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault that meets this call, if any. */
  take(method: string, args: Json): Fault | undefined;
}

/** Older rules go first. */
export function createFaults(): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  const matches = ({ method, when }: FaultRule, called: string, args: Json) =>
    (!method || method === called) && (!when || when(args));
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? 1 });
    },
    clear: () => {
      rules = [];
    },
    take: (method, args) => {
      const found = rules.find(({ rule, left }) => left > 0 && matches(rule, method, args));
      if (found) found.left -= 1;
      return found?.rule.fault;
    },
  };
}
