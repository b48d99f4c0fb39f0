import { type App, type Receiver, SocketModeReceiver, type SocketModeReceiverOptions } from '@slack/bolt';
import { waitAtMost } from '../../../lib/wait-at-most.js';
import { parseJson } from '../../reply/modal-metadata.js';
import { partsOf } from '../../reply/validate-payload.js';
import { explainRefusedToken } from './explain-refused-token.js';
import {
  type EndReason,
  type KeepOptions,
  type KeptConnection,
  keepConnected,
  type OpenConnection,
} from './keep-connected.js';

/**
 * The connections of one process. Slack renews each after some hours, and meanwhile sends everything over the others; it
 * allows ten to an app, so that five processes may run.
 */
const CONNECTIONS = 2;

/** The time limit from the request of an address to Slack's hello, in milliseconds. */
const OPEN_MS = 15_000;

/** Options of the receiver: those of each connection, and those of keeping it open. */
export interface SocketReceiverOptions extends Pick<KeepOptions, 'log'> {
  readonly connection: SocketModeReceiverOptions;
  /** Runs before a connection is opened, until it succeeds once. @throws Misconfigured where no repetition helps */
  readonly prepare: () => Promise<void>;
}

/** Receives Slack's payloads over Bolt's sockets. The app connects by itself, so nobody needs to reach it. */
export class SocketReceiver implements Receiver {
  readonly #options: SocketReceiverOptions;
  readonly #sockets: readonly SocketModeReceiver[];
  readonly #stopping = new AbortController();
  #kept: readonly KeptConnection[] = [];
  #prepared: Promise<void> | undefined;

  constructor(options: SocketReceiverOptions) {
    this.#options = options;
    this.#sockets = Array.from(
      { length: CONNECTIONS },
      () => new SocketModeReceiver({ ...options.connection, autoReconnectEnabled: false }),
    );
  }

  init(app: App): void {
    for (const socket of this.#sockets) socket.init(app);
  }

  /** Resolves once each connection was tried. @throws Misconfigured where Slack refuses a token */
  async start(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    this.#kept = this.#sockets.map((socket) => keepConnected({ open: () => this.#open(socket), log, signal }));
    try {
      await Promise.all(this.#kept.map(({ tried }) => tried));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /**
   * Closes all connections. What comes afterwards, Slack sends to other processes, or says that Baton does not answer.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#sockets.map(({ client }) => client.disconnect()));
    await Promise.all(this.#kept.map(({ over }) => over));
  }

  /** Tells whether anything can come in now. */
  isConnected(): boolean {
    return this.#kept.some((one) => one.isOpen());
  }

  async #open(socket: SocketModeReceiver): Promise<OpenConnection> {
    await this.#prepare();
    const end = endOf(socket);
    try {
      await waitAtMost(socket.start(), OPEN_MS, async () => {
        await socket.client.disconnect();
        throw new Error(`Slack has not said hello within ${OPEN_MS / 1000} s`);
      });
    } catch (error) {
      end.forget();
      throw explainRefusedToken(error, 'SLACK_APP_TOKEN');
    }
    if (this.#stopping.signal.aborted) await socket.client.disconnect();
    return { ended: end.reason };
  }

  /** Prepares once; a failure is repeated with the next connection. */
  #prepare(): Promise<void> {
    this.#prepared ??= this.#options.prepare().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  }
}

/** Waits for the end of the connection that is opened next, with the reason that Slack gives before. */
function endOf({ client }: SocketModeReceiver): { readonly reason: Promise<EndReason>; forget(): void } {
  let said: EndReason = 'closed';
  let end = () => {};
  const reason = new Promise<EndReason>((resolve) => {
    end = () => resolve(said);
  });
  const listen = (data: unknown) => {
    const { type, reason: why } = partsOf(parseJson(data)) ?? {};
    if (type === 'disconnect' && typeof why === 'string') said = why;
  };
  const forget = () => {
    client.off('ws_message', listen);
    client.off('disconnected', ended);
  };
  const ended = () => {
    forget();
    end();
  };
  client.on('ws_message', listen);
  client.on('disconnected', ended);
  return { reason, forget };
}
