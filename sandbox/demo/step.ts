import type { PlayableStage } from './prepare.js';

/** One step of a story: it does something, or waits for something, and tells what was observed. */
export interface Step<Scene> {
  readonly title: string;
  /** @returns what was seen, in one line; @throws Error when it was not seen */
  play(stage: PlayableStage, scene: Scene): Promise<string>;
}

/** A step by its title, which says what happens. */
export const step = <Scene>(title: string, play: Step<Scene>['play']): Step<Scene> => ({ title, play });
