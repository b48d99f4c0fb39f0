import { askingFirst } from './asking-first.js';
import type { PlayableStage } from './prepare.js';
import { referralsStory } from './story.js';

/**
 * Plays the story, one line a step as soon as it was observed.
 * @throws Error that names the step which was not observed
 */
export async function play(stage: PlayableStage, say: (line: string) => void): Promise<void> {
  const scene = {};
  for (const [index, step] of [...referralsStory, ...askingFirst].entries()) {
    const begun = performance.now();
    const seen = await step.play(stage, scene as never).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Step ${index + 1}, “${step.title}”, was not observed: ${why}`);
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`${String(index + 1).padStart(2)}. ${step.title} (${seconds} s)\n    ${seen}`);
  }
}
