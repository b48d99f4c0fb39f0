import type { Json } from './seed.js';

/** How a call to Slack goes wrong. Only `lost-answer` happens after it was carried out. */
export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'lost-answer' };

interface FaultRule {
  /** Such as `chat.postMessage`; absent: every method. */
  readonly method?: string;
  readonly fault: Fault;
  /** How many calls it meets. Default: 1. */
  readonly times?: number;
  readonly when?: (args: Json) => boolean;
}

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
