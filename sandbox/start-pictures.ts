import { join } from 'node:path';
import { enterTeamSkills } from './demo/enter-team-skills.js';
import { prepare } from './demo/install-and-connect.js';
import { type DemoEnvironment, startDemoEnvironment } from './demo/start-demo-environment.js';
import { afterInstallation } from './pictures/album/after-installation.js';
import { takeAlbum } from './pictures/album.js';
import { openCamera } from './pictures/camera.js';
import { picturePlayground } from './pictures/playground-picture.js';
import { describeWorld } from './playground/server/describe-world.js';

/*
 * Takes all pictures; with the argument `playground`, the one that opens the README alone.
 */
const folder = join(process.cwd(), 'docs', 'pictures');

async function withDemo(take: (demo: DemoEnvironment) => Promise<void>, baton = {}): Promise<void> {
  const demo = await startDemoEnvironment({ baton: { LOG_LEVEL: 'error', ...baton } });
  try {
    await take(demo);
  } finally {
    await demo.close();
  }
}

async function album(demo: DemoEnvironment): Promise<void> {
  if (!demo.slack) throw new Error('The pictures need the embedded Slack.');
  const camera = await openCamera(folder, describeWorld({ ...demo, slack: demo.slack }));
  try {
    await afterInstallation(demo, camera);
    const prepared = await prepare(demo);
    await enterTeamSkills(prepared);
    await takeAlbum(prepared, camera);
  } finally {
    await camera.close();
  }
}

if (process.argv[2] !== 'playground') await withDemo(album);
await withDemo(async (demo) => picturePlayground(await prepare(demo), folder), { UNDO_SECONDS: '0' });
