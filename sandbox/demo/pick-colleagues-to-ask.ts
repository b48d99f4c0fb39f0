import { LOOKUP } from '../../src/slack/reply/action-ids.js';
import { choose } from '../slack/driver/find-elements.js';
import type { Person } from '../slack/driver/person.js';
import type { ShownView } from '../slack/driver/shown-surfaces.js';

/** Picks colleagues to ask in the modal of *Ask first*, in the order of asking. */
export async function pickColleaguesToAsk(person: Person, modal: ShownView, names: readonly string[]): Promise<void> {
  const options = await person.lookUp(modal, LOOKUP.asked);
  person.fill(
    LOOKUP.asked,
    names.map((name) => choose(options, name).raw),
  );
}
