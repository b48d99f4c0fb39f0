import type { PlayableStage } from '../prepare.js';
import { asking } from './album/asking.js';
import { messageWith } from './album/look.js';
import { declining, referring } from './album/referring.js';
import { watching } from './album/watching.js';
import type { Camera } from './camera.js';

/** Takes one picture after the other, in the order in which people would see them. */
export async function takeAlbum(stage: PlayableStage, camera: Camera): Promise<void> {
  await camera.take('welcome', await messageWith(stage.driver.as('olga'), 'Baton is installed'));
  await referring(stage, camera);
  await declining(stage, camera);
  await asking(stage, camera);
  await watching(stage, camera);
}
