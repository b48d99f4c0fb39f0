import { giveFeedback } from '../../../domain/feedback/give-feedback.js';
import { periodOf } from '../../../domain/tally/periods.js';
import { todo } from '../../../domain/work.js';
import { ACTION } from '../../../slack/ids.js';
import type { PlayableStage } from '../../prepare.js';
import type { Camera } from '../camera.js';
import { answerOf, inviteAna, messageWith } from './look.js';

/** Reminders, the App Home, what the command answers, and what admins set. */
export async function watching(stage: PlayableStage, camera: Camera): Promise<void> {
  await reminders(stage, camera);
  await homes(stage, camera);
  await commands(stage, camera);
  await digestAndFeedback(stage, camera);
}

/** At any hour, so that the pictures do not depend on it. */
const ANY_TIME = { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] };

async function reminders({ truth, tenantId, driver, ...stage }: PlayableStage, { take }: Camera): Promise<void> {
  await truth.ports.tenants.configure(tenantId, { nudgeHours: [0], working: ANY_TIME });
  const { id } = await inviteAna({ truth, tenantId, driver, ...stage });
  await take('nudge', await messageWith(driver.as('ana'), `nudge.${id}`));
  await take('nudge-of-a-manager', await messageWith(driver.as('olga'), `manager-nudge.${id}`));
}

async function homes({ driver }: PlayableStage, { take }: Camera): Promise<void> {
  for (const [name, picture] of [
    ['ana', 'home'],
    ['olga', 'home-of-an-admin'],
    ['cara', 'home-in-german'],
  ] as const) {
    const person = driver.as(name);
    await person.openHome();
    await take(picture, await person.untilHome(() => true));
  }
  const ana = driver.as('ana');
  await ana.press(ana.home(), ACTION.profile);
  await take('modal-profile', await ana.untilModal());
  await ana.dismiss();
}

async function commands({ driver }: PlayableStage, { take }: Camera): Promise<void> {
  const ana = driver.as('ana');
  const olga = driver.as('olga');
  await take('command', answerOf(await ana.command()));
  await take('command-team', answerOf(await ana.command('team month')));
  await take('command-help', answerOf(await ana.command('help')));
  for (const [word, picture] of [
    ['settings', 'modal-settings'],
    ['connect', 'modal-connect'],
    ['link', 'modal-link'],
  ] as const) {
    await olga.command(word);
    await take(picture, await olga.untilModal());
    await olga.dismiss();
  }
}

async function digestAndFeedback({ truth, tenantId, driver, slack }: PlayableStage, { take }: Camera): Promise<void> {
  const ana = driver.as('ana');
  const { ports } = truth;
  const now = new Date();
  const digest = { kind: 'digest', tenantId, to: ana.id, event: periodOf('week', now, 'UTC'), wanted: 1 } as const;
  const wanted = await ports.messages.want({ ...digest, id: 'digest.picture' }, [todo('deliver-message', now)]);
  if (wanted) ports.jobs.dispatch(wanted);
  await take('digest', await messageWith(ana, 'digest.picture'));
  await ports.tenants.configure(tenantId, { feedbackChannel: slack.channels.general ?? '' });
  await giveFeedback(ports, { tenantId, slackUserId: ana.id, name: 'Ana Lopez' }, 'The picker could show time zones.');
  const shown = await ana.untilMessage(({ raw }) => JSON.stringify(raw).includes('time zones'), { channel: 'general' });
  await take('feedback', shown);
}
