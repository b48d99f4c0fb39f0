import { join } from 'node:path';
import { startDemoEnvironment } from './demo/environment.js';
import { introduceTeam } from './demo/introduce-team.js';
import { prepare } from './demo/prepare.js';
import { beginning } from './pictures/album/beginning.js';
import { takeAlbum } from './pictures/album.js';
import { openCamera } from './pictures/camera.js';

const demo = await startDemoEnvironment({ baton: { LOG_LEVEL: 'error' } });
const camera = await openCamera(join(process.cwd(), 'docs', 'pictures')).catch(async (error: unknown) => {
  await demo.close();
  throw error;
});
try {
  await beginning(demo, camera);
  const prepared = await prepare(demo);
  await introduceTeam(prepared);
  await takeAlbum(prepared, camera);
} finally {
  await camera.close();
  await demo.close();
}
