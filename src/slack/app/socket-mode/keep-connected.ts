import { Misconfigured } from '../../../domain/model/errors.js';
import type { Log } from '../../../domain/ports.js';
import { pause as pauseOn, thisMachine } from '../../../lib/clocks-and-timers.js';
import { slackErrorFields } from '../../api/slack-errors.js';

/** An open connection. `ended` resolves with the reason once it is closed. */
export interface OpenConnection {
  readonly ended: Promise<EndReason>;
}

/** The reason for a connection's end: Slack's own word, or `closed` where Slack gave none. */
export type EndReason = string;

/** A connection that is opened again whenever it ends. */
export interface KeptConnection {
  /**
   * Resolves after the first attempt, even if Slack did not answer: further attempts follow.
   * @throws Misconfigured where Slack permanently refused the first attempt
   */
  readonly tried: Promise<void>;
  isOpen(): boolean;
  /** Resolves once nothing is opened any more, after the signal was aborted. */
  readonly over: Promise<void>;
}

/** Options of a kept connection. */
export interface KeepOptions {
  /** Opens a connection. @throws Misconfigured where a retry cannot help */
  readonly open: () => Promise<OpenConnection>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Ends the repetition. */
  readonly signal: AbortSignal;
  /** Waits before the next attempt. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now?: () => number;
}

/** The pauses after failed attempts, in milliseconds; the last one repeats. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/** The pause after Slack has refused, in milliseconds: somebody has to change the app first. */
const REFUSED_MS = 60_000;

/** Milliseconds below which a connection counts as a failed attempt. */
const SHORT_MS = 5_000;

/**
 * Reasons of an end that recur until somebody changes something: Socket Mode is off, or too many processes are
 * connected.
 */
const LASTING: Readonly<Record<EndReason, string>> = {
  link_disabled: 'Socket Mode was turned off at api.slack.com/apps',
  too_many_websockets: 'the app has ten connections already: stop other processes with its token',
};

const abortable = (ms: number, signal: AbortSignal): Promise<void> => pauseOn(thisMachine, ms, signal);

/**
 * Opens a connection, and opens it again: at once when Slack renews it, with growing pauses while that fails. A lost
 * network, as on a sleeping laptop, does not end this.
 */
export function keepConnected(options: KeepOptions): KeptConnection {
  const { open, log, signal, pause = abortable, now = Date.now } = options;
  let isOpen = false;
  let attempts = 0;
  let failures = 0;
  let onTried: (error?: unknown) => void = () => {};
  const tried = new Promise<void>((resolve, reject) => {
    onTried = (error) => (error === undefined ? resolve() : reject(error));
  });
  const nextPause = (): number => PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)] ?? REFUSED_MS;
  const hold = async (): Promise<number> => {
    const { ended } = await open();
    const since = now();
    isOpen = true;
    log.info({ attempts }, 'socket.open');
    onTried();
    const reason = await ended;
    isOpen = false;
    if (signal.aborted) return 0;
    const advice = LASTING[reason];
    if (advice === undefined) log.info({ reason }, 'socket.ended');
    else log.error({ reason, advice }, 'socket.ended');
    if (advice !== undefined) return REFUSED_MS;
    if (now() - since < SHORT_MS) return nextPause();
    failures = 0;
    return 0;
  };
  const failed = (error: unknown): number => {
    if (!(error instanceof Misconfigured)) {
      log.warn({ attempts, ...slackErrorFields(error) }, 'socket.not-open');
      onTried();
      return nextPause();
    }
    if (attempts === 1) throw error;
    log.error({ attempts, ...slackErrorFields(error) }, 'socket.refused');
    return REFUSED_MS;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      attempts++;
      const ms = await hold().catch(failed);
      if (ms > 0) await pause(ms, signal);
    }
    onTried();
  };
  const over = run().catch(onTried);
  return { tried, isOpen: () => isOpen, over };
}
