import { todo } from '../../../src/domain/model/outbox-work.js';
import { periodOf } from '../../../src/domain/model/tally/periods.js';
import { DEFAULT_SETTINGS } from '../../../src/domain/model/tenant/tenant.js';
import { giveFeedback } from '../../../src/domain/people/give-feedback.js';
import { SUBJECTS } from '../../../src/slack/features/settings/settings-field-ids.js';
import { ACTION, MODAL, SHOWN } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import { AGENCY } from '../../demo/demo-people.js';
import { eventually, untilNoticed } from '../../demo/eventually.js';
import { act, type PlayableDemo } from '../../demo/install-and-connect.js';
import type { Shown } from '../../slack/driver/shown-surfaces.js';
import type { Camera } from '../camera.js';
import { answerOf, messageWith } from './find-shown.js';

/** Pictures of reminders, the App Home, commands, the digest and feedback. */
export async function watching(demo: PlayableDemo, camera: Camera): Promise<void> {
  await reminders(demo, camera);
  await unlinked(demo, camera);
  await homes(demo, camera);
  await suggestions(demo, camera);
  await commands(demo, camera);
  await digestAndFeedback(demo, camera);
}

/** Working hours without limits, so that reminders are sent whenever the pictures are taken. */
const ANY_TIME = { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] };

async function reminders(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const { truth, tenantId, driver } = demo;
  const [ana, olga] = [driver.as('ana'), driver.as('olga')];
  const { nudgeHours, working } = DEFAULT_SETTINGS;
  await truth.ports.tenants.configure(tenantId, { nudgeHours: [0], working: ANY_TIME });
  await untilNoticed();
  const { id } = await createInvitation(demo);
  await take('nudge', await messageWith(ana, `nudge.${id}`));
  const told = await messageWith(olga, `manager-nudge.${id}`);
  await take('nudge-of-a-manager', told);
  await truth.ports.tenants.configure(tenantId, { nudgeHours, working });
  await untilNoticed();
  await olga.press(told, ACTION.accept);
  await take('card-decided-by-a-manager', await messageWith(ana, 'Olga Lind decided for you', 'has confirmed it'));
}

/** An invite for a freelancer without a Slack account: the installer of Baton gets it. */
async function unlinked(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const nia = await act(demo, 'people', { name: 'Nia Berg', email: 'nia@elsewhere.example', agencyId: AGENCY.id });
  const { id } = await createInvitation(demo, { freelancer: nia.id });
  await take('card-unlinked', await messageWith(demo.driver.as('olga'), id, ACTION.accept));
}

/** Texts of a Home that was published before there was a connection, or before anybody was linked. */
const EARLIER = ['Connect your marketplace', 'Nobody matched yet'];

async function homes({ driver }: PlayableDemo, { take }: Camera): Promise<void> {
  for (const [name, picture, locale] of [
    ['ana', 'home', 'en-US'],
    ['olga', 'home-of-an-admin', 'en-US'],
    ['cara', 'home-in-german', 'de-DE'],
  ] as const) {
    const person = driver.as(name);
    await person.openHome();
    const isNow = ({ raw }: Shown) => !EARLIER.some((words) => JSON.stringify(raw).includes(words));
    await take(picture, await person.untilHome(isNow), { locale });
  }
  const ana = driver.as('ana');
  await ana.press(ana.home(), ACTION.profile);
  await take('modal-profile', await ana.untilModal());
  await ana.dismiss();
  await ana.press(ana.home(), ACTION.privacy);
  await take('modal-privacy', await ana.untilModal());
  await ana.dismiss();
}

/**
 * Takes the picture of an admin's Home that suggests a link for a person of the marketplace with a member's name but
 * another email address.
 */
async function suggestions(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const olga = demo.driver.as('olga');
  const another = { name: 'Olga Lind', email: 'olga@elsewhere.example', agencyId: AGENCY.id };
  const { id: freelancer } = await act(demo, 'people', another);
  const { id } = await createInvitation(demo, { freelancer });
  await messageWith(olga, id, ACTION.accept);
  const suggests = ({ raw }: Shown) => JSON.stringify(raw).includes(ACTION.linkStranger);
  await take(
    'home-with-suggested-links',
    await eventually('the Home suggests', async () => {
      await olga.openHome();
      return suggests(olga.home()) && olga.home();
    }),
  );
}

async function commands({ driver }: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = driver.as('ana');
  const olga = driver.as('olga');
  await take('command', answerOf(await ana.command()));
  await ana.command('team month');
  await take('command-team', await ana.untilEphemeral(({ text }) => text.includes('The team’s referrals')));
  await take('command-trend-of-the-team', await ana.untilEphemeral(({ text }) => text.includes('last weeks')));
  await take('command-of-a-colleague', answerOf(await olga.command(`<@${ana.id}|ana>`)));
  await take('command-help', answerOf(await ana.command('help')));
  await take('command-privacy', answerOf(await ana.command('privacy')));
  await ana.command('trend');
  await take('command-trend', await ana.untilEphemeral(({ text }) => text.includes('My last weeks')));
}

/** Pictures of the admins' forms, with their initial values. */
export async function forms({ driver }: PlayableDemo, { take }: Camera): Promise<void> {
  const olga = driver.as('olga');
  await olga.command('link');
  await take('modal-link', await olga.untilModal());
  await olga.dismiss();
  for (const subject of SUBJECTS) {
    await olga.command('settings');
    const menu = await olga.untilModal(({ callbackId }) => callbackId === SHOWN.settings);
    await take('modal-settings', menu);
    await olga.press(menu, ACTION.settingsSubject, { value: subject });
    await take(`modal-settings-${subject}`, await olga.untilModal(({ callbackId }) => callbackId === MODAL.settings));
    await olga.dismiss();
    await olga.dismiss();
  }
}

async function digestAndFeedback({ truth, tenantId, driver, slack }: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = driver.as('ana');
  const { ports } = truth;
  const now = new Date();
  const digest = { kind: 'digest', tenantId, to: ana.id, event: periodOf('week', now, 'UTC'), wanted: 1 } as const;
  await ports.messages.ensure({ ...digest, id: 'digest.picture' }, [todo('deliver-message', now)]);
  await take('digest', await messageWith(ana, 'digest.picture'));
  await ports.tenants.configure(tenantId, { feedbackChannel: slack.channels.general ?? '' });
  await giveFeedback(ports, { tenantId, slackUserId: ana.id, name: 'Ana Lopez' }, 'The picker could show time zones.');
  const shown = await ana.untilMessage(({ raw }) => JSON.stringify(raw).includes('time zones'), { channel: 'general' });
  await take('feedback', shown);
}
