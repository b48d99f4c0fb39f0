/** A database or queue server, started here or running elsewhere. */
export interface Service {
  readonly uri: string;
  /** Name and version, such as `Valkey 9.1.2`. */
  readonly what: string;
  /** The reason why this server was chosen. */
  readonly why: string;
  /** Process id of a server that was started here. */
  readonly pid?: number;
  /** Stops a server that was started here, and waits until it is gone. */
  close(): Promise<void>;
}

/** Options for starting a service. */
export interface ServiceOptions {
  /** Folder for persistent data. Without it, data are deleted when the service stops. */
  readonly dataDir?: string;
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Prints one line for the user, such as which server was chosen and why. */
  readonly say?: (line: string) => void;
  /**
   * Enables restarts of a server with persistent data that exits by itself. Called with a message when restarts do not
   * help. Without it, `say` gets the message and nothing is restarted.
   */
  readonly lost?: (line: string) => void;
}

/** Wraps a service that runs elsewhere: `close` leaves it running. */
export const existing = (uri: string, what: string, why: string): Service => ({
  uri,
  what,
  why,
  close: async () => {},
});

/**
 * Tries the candidates in order, and prints which one was chosen and why.
 * @throws Error that lists every attempt and what to do
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
