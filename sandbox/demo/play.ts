import { askingFirst } from './asking-first.js';
import type { PlayableDemo } from './prepare.js';
import type { StoryStep } from './step.js';
import { referralsStory } from './story.js';

interface BoundStep {
  readonly title: string;
  readonly play: (demo: PlayableDemo) => Promise<string>;
}

/** Runs all steps, and prints each once it was observed. @throws Error that names the step which was not observed */
export async function play(demo: PlayableDemo, say: (line: string) => void): Promise<void> {
  for (const [index, step] of [...bindState(referralsStory), ...bindState(askingFirst)].entries()) {
    const begun = performance.now();
    const seen = await step.play(demo).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Step ${index + 1}, “${step.title}”, was not observed: ${why}`);
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`${String(index + 1).padStart(2)}. ${step.title} (${seconds} s)\n    ${seen}`);
  }
}

/** Gives the steps of a story one shared state. */
function bindState<State>(steps: readonly StoryStep<State>[]): BoundStep[] {
  const state = {} as State;
  return steps.map(({ title, play: playStep }) => ({ title, play: (demo) => playStep(demo, state) }));
}
