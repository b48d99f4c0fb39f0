/** The emulator takes 5,000 calls an hour of one token; Slack has no such limit. */
const CALLS_PER_TOKEN = 4_900;
const TWINS = 400;

/** Tokens that stand in for one, one after the other. */
export interface TokenPool {
  readonly tokens: readonly string[];
  next(): string;
}

/** The stand-ins of one token, the same on every start. */
export function createTokenPool(token: string): TokenPool {
  const tokens = Array.from({ length: TWINS }, (_, index) => `${token}-twin-${index}`);
  let calls = 0;
  return {
    tokens,
    next: () => tokens[Math.floor(calls++ / CALLS_PER_TOKEN) % TWINS] as string,
  };
}
