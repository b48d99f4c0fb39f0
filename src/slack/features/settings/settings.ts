import type { ModalView } from '@slack/types';
import { isLinkable, type Member, WHY_OUTSIDE, whyNotManager } from '../../../domain/model/member/member.js';
import { changedSettings } from '../../../domain/model/tenant/changed-settings.js';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { configureTenant } from '../../../domain/workspace/configure-tenant.js';
import { readSettings } from '../../../domain/workspace/read-settings.js';
import { codeOf } from '../../api/slack-errors.js';
import { tryPostingInChannel } from '../../parts/try-posting-in-channel.js';
import { readBelow, writeBelow } from '../../reply/modal-metadata.js';
import type { ModalOpening, OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import type { Words } from '../../words/words.js';
import { errorsIn, settingsIn } from './parse-settings-form.js';
import { FIELD, SUBJECTS } from './settings-field-ids.js';
import { settingsMenu } from './settings-menu.js';
import { settingsModal } from './settings-modal.js';

/** Saves the settings of a form and shows them in the menu, or shows each fault beside its field and saves nothing. */
export const submitSettings: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack, client } = submission;
  const known = await readSettings(ports, by);
  const settings = settingsIn(view, known);
  for (const check of [
    () => errorsIn(settings, say),
    () => peopleErrors(submission, settings, known),
    () => channelErrors(submission, settings, known),
  ]) {
    const errors = await check();
    if (Object.keys(errors).length) return ack({ response_action: 'errors', errors });
  }
  await configureTenant(ports, by, changedSettings(settings, known));
  await ack();
  const menu = readBelow(view.private_metadata);
  if (menu) await renewMenu(client, menu, settingsMenu(settings, say));
};

/** Updates the menu below the form, which may have been closed meanwhile. */
async function renewMenu(client: Submission['client'], viewId: string, view: ModalView): Promise<void> {
  await client.views.update({ view_id: viewId, view }).catch((error: unknown) => {
    if (codeOf(error) !== 'not_found') throw error;
  });
}

type Chosen = readonly (Member | null)[];

/** Returns an error for each list with newly chosen people who cannot be in it: it names them and says why. */
async function peopleErrors({ ports, by, say }: Submission, settings: Settings, known: Settings) {
  const added = (chosen: readonly string[], before: readonly string[]): Promise<Chosen> =>
    Promise.all(chosen.filter((id) => !before.includes(id)).map((id) => ports.members.get(by.tenantId, id)));
  const { managers, release } = settings;
  const wrong = [
    [FIELD.managers, notManagers(await added(managers, known.managers), say)],
    [FIELD.always, notMembers(await added(release.always, known.release.always), say)],
    [FIELD.never, notMembers(await added(release.never, known.release.never), say)],
  ] as const;
  return Object.fromEntries(wrong.filter(([, why]) => why !== ''));
}

function notManagers(chosen: Chosen, say: Words): string {
  const why = WHY_OUTSIDE.flatMap((reason) => {
    const names = namesOf(chosen, (one) => whyNotManager(one) === reason);
    return names ? [say.plain(`settings.notManagers.${reason}`, { names })] : [];
  });
  return [...why, ...unknownIn(chosen, say)].join(' ');
}

function notMembers(chosen: Chosen, say: Words): string {
  const names = namesOf(chosen, (one) => !isLinkable(one));
  return [...(names ? [say.plain('settings.notMembers', { names })] : []), ...unknownIn(chosen, say)].join(' ');
}

const unknownIn = (chosen: Chosen, say: Words): string[] =>
  chosen.includes(null) ? [say.plain('settings.notManagers.unknown')] : [];

const namesOf = (chosen: Chosen, isMeant: (member: Member) => boolean): string =>
  chosen.flatMap((one) => (one && isMeant(one) ? [one.name] : [])).join(', ');

/** Returns an error for each newly chosen channel that Baton may not post in. */
async function channelErrors(submission: Submission, settings: Settings, known: Settings) {
  const wished = [
    [FIELD.channel, settings.fallbackChannel, known.fallbackChannel, 'channelChosen'],
    [FIELD.feedback, settings.feedbackChannel, known.feedbackChannel, 'feedbackChosen'],
  ] as const;
  const errors: Record<string, string> = {};
  for (const [field, channel, before, words] of wished) {
    if (
      !channel ||
      channel === before ||
      (await tryPostingInChannel(submission.client, channel, submission.say.mrkdwn(`settings.${words}`)))
    )
      continue;
    errors[field] = submission.say.plain('settings.channelClosed');
  }
  return errors;
}

/** Opens the menu. @throws Refusal for anybody but an admin. */
export async function openSettings({ ports, by, say, client, ack }: ModalOpening, triggerId: string): Promise<void> {
  const now = await readSettings(ports, by);
  await ack();
  await client.views.open({ trigger_id: triggerId, view: settingsMenu(now, say) });
}

/** Opens the menu from the Home tab. */
export const clickSettings: OnClick = (click) => openSettings(click, click.body.trigger_id);

/** Opens the form of a topic above the menu. */
export const openSubject: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  const subject = SUBJECTS.find((one) => one === id) ?? SUBJECTS[0];
  const now = await readSettings(ports, by);
  await ack();
  const shown = { trigger_id: body.trigger_id, view: settingsModal(subject, now, say, writeBelow(body.view?.id)) };
  await (body.view?.type === 'modal' ? client.views.push(shown) : client.views.open(shown));
};
