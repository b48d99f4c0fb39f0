/** The emulator takes 5,000 calls an hour of one token; Slack has no such limit. */
const CALLS_PER_TOKEN = 4_900;
const TWINS = 400;

/** Tokens that stand in for the app's own, one after the other. */
export interface Twins {
  readonly tokens: readonly string[];
  next(): string;
}

/** The stand-ins of one workspace, the same on every start. */
export function createTwins(team: string): Twins {
  const tokens = Array.from({ length: TWINS }, (_, index) => `xoxb-twin-${team}-${index}`);
  let calls = 0;
  return {
    tokens,
    next: () => tokens[Math.floor(calls++ / CALLS_PER_TOKEN) % TWINS] as string,
  };
}
