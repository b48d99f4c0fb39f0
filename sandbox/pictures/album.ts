import type { PlayableStage } from '../demo/prepare.js';
import { asking } from './album/asking.js';
import { endings } from './album/endings.js';
import { handingOver } from './album/handing-over.js';
import { declining, referring } from './album/referring.js';
import { forms, watching } from './album/watching.js';
import type { Camera } from './camera.js';

/** Takes one picture after the other, in the order in which people would see them. */
export async function takeAlbum(stage: PlayableStage, camera: Camera): Promise<void> {
  await forms(stage, camera);
  await referring(stage, camera);
  await declining(stage, camera);
  await asking(stage, camera);
  await endings(stage, camera);
  await watching(stage, camera);
  await handingOver(stage, camera);
}
