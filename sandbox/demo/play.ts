import { askingFirst } from './asking-first.js';
import type { PlayableStage } from './prepare.js';
import type { Step } from './step.js';
import { referralsStory } from './story.js';

interface Told {
  readonly title: string;
  readonly play: (stage: PlayableStage) => Promise<string>;
}

/**
 * Plays the story, one line a step as soon as it was observed.
 * @throws Error that names the step which was not observed
 */
export async function play(stage: PlayableStage, say: (line: string) => void): Promise<void> {
  for (const [index, step] of [...inOneScene(referralsStory), ...inOneScene(askingFirst)].entries()) {
    const begun = performance.now();
    const seen = await step.play(stage).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Step ${index + 1}, “${step.title}”, was not observed: ${why}`);
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`${String(index + 1).padStart(2)}. ${step.title} (${seconds} s)\n    ${seen}`);
  }
}

/** A story's steps share a scene of their own, which they fill one after the other. */
function inOneScene<Scene>(steps: readonly Step<Scene>[]): Told[] {
  const scene = {} as Scene;
  return steps.map(({ title, play: playStep }) => ({ title, play: (stage) => playStep(stage, scene) }));
}
