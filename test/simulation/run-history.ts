import { replayKillers } from '../support/run-work.js';
import type { History } from './history.js';
import { violations } from './invariants.js';
import { type Click, happen, webhookSender } from './perform-step.js';
import { createWorld, type Mutant, type Tell, type World } from './world.js';

/** More acts than any history has that comes to an end. */
const MOST_ACTS = 60_000;

/** Milliseconds after the last step until all is well again. */
const CALM_MS = 60_000;

/** The number of times that an operator replays work that was put aside because its workers died. */
const REPLAYS = 5;

/** The result of a history. */
export interface Ending {
  /** The invariants that do not hold, as sentences. */
  readonly violations: readonly string[];
  /** The number of things that happened. */
  readonly acts: number;
}

/** Runs a history until nothing happens any more, and checks what holds then. @param tell hears the whole story */
export async function runHistory(
  history: History,
  mutant?: Mutant,
  tell?: (at: number, who: string, text: string) => void,
): Promise<Ending> {
  let world: World | undefined;
  const telling: Tell = tell ? (who, text) => tell(world?.time.now() ?? 0, who, text) : () => {};
  world = await createWorld(history, mutant, telling);
  const clicks: Click[] = [];
  plan(world, clicks, history);
  const send = webhookSender(world);
  const before = (next: number) => {
    send();
    world.sweepBefore(next);
  };
  let acts = 0;
  for (let round = 0; round <= REPLAYS; round += 1) {
    const more = await world.time.run({ before, most: MOST_ACTS - acts });
    if (more < 0) return { violations: ['no end: work goes on for ever'], acts: MOST_ACTS };
    acts += more;
    if (!(await replayed(world))) break;
  }
  return { violations: await violations(world, clicks), acts };
}

function plan(world: World, clicks: Click[], { steps }: History): void {
  const { time, faults, tell } = world;
  let at = time.now();
  for (const step of steps) {
    at += step.afterMs;
    time.at(at, () => happen(world, clicks, step));
  }
  time.at(at + CALM_MS, () => {
    tell('services', 'are well from now on');
    faults.end();
  });
}

/** An operator replays what was put aside because its workers died, once nothing kills them any more. */
async function replayed({ stored, time, poisoned, tell }: World): Promise<boolean> {
  poisoned.clear();
  const killers = await replayKillers({ worklist: stored.worklist, clock: { now: () => new Date(time.now()) } });
  for (const { ref, work } of killers) tell('operator', `replays ${work.job} on ${ref.id}`);
  return killers.length > 0;
}
