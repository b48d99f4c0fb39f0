import { join } from 'node:path';
import { openStage } from './demo/environment.js';
import { prepare } from './demo/prepare.js';
import { beginning } from './pictures/album/beginning.js';
import { takeAlbum } from './pictures/album.js';
import { openCamera } from './pictures/camera.js';

const stage = await openStage({ baton: { LOG_LEVEL: 'error' } });
const camera = await openCamera(join(process.cwd(), 'docs', 'pictures')).catch(async (error: unknown) => {
  await stage.close();
  throw error;
});
try {
  await beginning(stage, camera);
  await takeAlbum(await prepare(stage), camera);
} finally {
  await camera.close();
  await stage.close();
}
