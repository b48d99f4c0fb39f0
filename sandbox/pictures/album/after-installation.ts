import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { eventually } from '../../demo/eventually.js';
import type { DemoEnvironment } from '../../demo/start-demo-environment.js';
import { slackDriver } from '../../slack/driver.js';
import type { Camera } from '../camera.js';
import { messageWith } from './find-shown.js';

/** Pictures after the installation: the welcome message, and the App Home before a marketplace is connected. */
export async function afterInstallation({ slack, config }: DemoEnvironment, { take }: Camera): Promise<void> {
  if (!slack) throw new Error('The pictures need the embedded Slack.');
  const olga = slackDriver(slack, { appUrl: config.PUBLIC_URL, command: config.COMMAND }).as('olga');
  await olga.install();
  await take('welcome', await messageWith(olga, 'Baton is installed'));
  const home = await eventually('Baton knows Olga', async () => {
    await olga.openHome();
    const view = await olga.untilHome(() => true);
    return JSON.stringify(view.raw).includes(ACTION.connect) && view;
  });
  await take('home-before-connecting', home);
}
