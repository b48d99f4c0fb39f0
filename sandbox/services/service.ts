/** Something that was started, or was there already. */
export interface Service {
  readonly uri: string;
  /** What it is, such as `Valkey 9.1.2`. */
  readonly what: string;
  /** Why this one and no other. */
  readonly why: string;
  /** Of the server, if it was started here. */
  readonly pid?: number;
  /** Stops what was started here, and waits until it has gone. */
  close(): Promise<void>;
}

/** How a service is started. */
export interface ServiceOptions {
  /** Where data survive; without it they are gone when the service stops. */
  readonly dataDir?: string;
  /** Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Takes a line for a person, such as what was chosen and why. */
  readonly say?: (line: string) => void;
  /**
   * With it a server on data that survive, which ends by itself, is started again; it is called, with a line for a
   * person, when that does not help. Without it such an end is only said.
   */
  readonly lost?: (line: string) => void;
}

/** A service that runs elsewhere: closing it is not our business. */
export const existing = (uri: string, what: string, why: string): Service => ({
  uri,
  what,
  why,
  close: async () => {},
});

/**
 * Tries the candidates in their order, and says which it took and why.
 * @throws Error that names every attempt and what to do.
 */
export async function firstThatStarts<C extends { readonly kind: string; readonly why: string }>(
  name: string,
  candidates: readonly C[],
  start: (candidate: C) => Promise<Service>,
  help: string,
  say: (line: string) => void,
): Promise<Service> {
  const failed: string[] = [];
  for (const candidate of candidates) {
    try {
      const service = await start(candidate);
      say(`${name}: ${service.what}, because ${[service.why, ...failed.map((line) => `not ${line}`)].join('; ')}`);
      return service;
    } catch (error) {
      failed.push(`${candidate.kind}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const tried = failed.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`).join('\n') || '  - nothing';
  throw new Error(`${name} cannot be had. Tried:\n${tried}\nWhat to do: ${help}`);
}
