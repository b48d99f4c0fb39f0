import type { Person } from '../slack/driver/person.js';
import type { ShownView } from '../slack/driver/shown-surfaces.js';
import { TooLate } from '../slack/driver/ui-reader.js';
import { PATIENCE_MS, TimedOut } from '../slack/emulator/recorded-calls.js';

/** Attempts at opening a modal, of which each may take the app too long on a busy machine. */
const ATTEMPTS = 10;

/** The modal to wait for. */
interface Awaited {
  /** The fact to wait for, for the error message, such as `the form is shown`. */
  readonly what: string;
  readonly matches?: (view: ShownView) => boolean;
  readonly ms?: number;
}

/**
 * Repeats an action until its modal is shown, as a person would where the app was too late for Slack to open it.
 * @throws TimedOut that names the awaited fact
 */
export async function openModal(
  person: Person,
  act: () => Promise<unknown>,
  { what, matches, ms = PATIENCE_MS }: Awaited,
): Promise<ShownView> {
  for (let attempt = 1; ; attempt++) {
    await act();
    try {
      return await person.untilModal(matches, ms);
    } catch (error) {
      if (!(error instanceof TimedOut)) throw error;
      if (error instanceof TooLate && attempt < ATTEMPTS) continue;
      throw new TimedOut(`It was not seen that ${what}. ${error.message}`, { cause: error });
    }
  }
}
