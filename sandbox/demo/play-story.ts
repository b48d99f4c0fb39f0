import type { PlayableDemo } from './install-and-connect.js';
import { askingFirst } from './stories/asking-first.js';
import { handingOff } from './stories/handing-off.js';
import { oneReferralStory } from './stories/one-referral.js';
import type { StoryStep } from './stories/story-step.js';

interface BoundStep {
  readonly title: string;
  readonly people: readonly string[];
  readonly play: (demo: PlayableDemo) => Promise<string>;
}

/** A step of the story as it is reported: begun, or, with `seen`, observed. */
export interface StoryProgress {
  /** Number of the step, from 1. */
  readonly n: number;
  readonly of: number;
  readonly title: string;
  /** The names of the two people on whose screens it is seen. */
  readonly people: readonly string[];
  /** The observation; absent while the step is played. */
  readonly seen?: string;
}

/** Receives the steps of a story. A step begins once `begins` has resolved. */
export interface Audience {
  begins(step: StoryProgress): Promise<void>;
  saw(step: StoryProgress): Promise<void>;
}

const nobody: Audience = { begins: async () => {}, saw: async () => {} };

/** Runs all steps, and prints each once it was observed. @throws Error that names the step which was not observed */
export async function playStory(
  demo: PlayableDemo,
  say: (line: string) => void,
  { begins, saw }: Audience = nobody,
): Promise<void> {
  const steps = [...bindState(oneReferralStory), ...bindState(askingFirst), ...bindState(handingOff)];
  for (const [index, step] of steps.entries()) {
    const progress = { n: index + 1, of: steps.length, title: step.title, people: step.people };
    await begins(progress);
    const begun = performance.now();
    const seen = await step.play(demo).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Step ${index + 1}, “${step.title}”, was not observed: ${why}`, { cause: error });
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`${String(index + 1).padStart(2)}. ${step.title} (${seconds} s)\n    ${seen}`);
    await saw({ ...progress, seen });
  }
}

/** Gives the steps of a story one shared state. */
function bindState<State>(steps: readonly StoryStep<State>[]): BoundStep[] {
  const state = {} as State;
  return steps.map(({ title, people, play: playStep }) => ({ title, people, play: (demo) => playStep(demo, state) }));
}
