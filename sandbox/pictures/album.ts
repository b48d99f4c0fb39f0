import type { PlayableDemo } from '../demo/install-and-connect.js';
import { asking } from './album/asking.js';
import { connecting } from './album/connecting.js';
import { handingOver } from './album/handing-over.js';
import { hiredFailedExpired } from './album/hired-failed-expired.js';
import { besides, declining, referring } from './album/referring.js';
import { forms, watching } from './album/reminders-home-commands.js';
import type { Camera } from './camera.js';

/** Takes all pictures, in the order in which users would see them. */
export async function takeAlbum(demo: PlayableDemo, camera: Camera): Promise<void> {
  await forms(demo, camera);
  await referring(demo, camera);
  await declining(demo, camera);
  await besides(demo, camera);
  await asking(demo, camera);
  await hiredFailedExpired(demo, camera);
  await watching(demo, camera);
  await handingOver(demo, camera);
  await connecting(demo, camera);
}
