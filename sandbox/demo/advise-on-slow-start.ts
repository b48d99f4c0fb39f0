import { TimedOut } from '../slack/emulator/recorded-calls.js';

/** Adds advice to the error of a start that took too long. Other errors stay unchanged. */
export async function adviseOnSlowStart<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    const advice = 'This machine may be busy: start the demo again; the data are kept.';
    throw new Error(`The demo could not be started. ${error.message} ${advice}`, { cause: error });
  }
}
