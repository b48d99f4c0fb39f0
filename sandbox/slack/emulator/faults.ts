import { z } from 'zod';
import type { Json } from './json.js';

/** A rule that makes calls of the app fail. */
export const FaultRule = z.object({
  /** The method, for example `chat.postMessage`; every method when absent. */
  method: z.string().exactOptional(),
  /** Number of calls that the rule applies to. Default: 1. */
  times: z.number().int().min(1).exactOptional(),
  /** Every fault but `slow` and `lost-answer` prevents the call. */
  fault: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rate-limited'), retryAfterSeconds: z.number() }),
    z.object({ kind: z.literal('status'), status: z.number().int().min(400).max(599) }),
    z.object({ kind: z.literal('refused'), error: z.string() }),
    z.object({ kind: z.literal('slow'), ms: z.number() }),
    z.object({ kind: z.enum(['hang', 'lost-answer']) }),
  ]),
});
type FaultRule = z.infer<typeof FaultRule> & {
  /** Restricts the rule to calls with matching arguments. */
  readonly when?: (args: Json) => boolean;
};

/** A way in which a call to Slack fails. */
export type Fault = FaultRule['fault'];

/** Fault rules; each expires once it was applied `times` times. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** Returns the fault for this call, and counts its rule down. */
  take(method: string, args: Json): Fault | undefined;
}

/** Creates an empty list of rules. Older rules apply first. */
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
