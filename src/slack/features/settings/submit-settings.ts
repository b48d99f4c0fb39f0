import { changedSettings } from '../../../domain/model/tenant/changed-settings.js';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { configureTenant } from '../../../domain/workspace/configure-tenant.js';
import { readSettings } from '../../../domain/workspace/read-settings.js';
import type { OnSubmission, Submission } from '../../reply/request-context.js';
import { errorsIn, settingsIn } from './read-settings.js';
import { FIELD } from './settings-fields.js';
import { tryChannel } from './try-channel.js';

/** What is wrong stands beside its field, and nothing is saved. */
export const submitSettings: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const known = await readSettings(ports, by);
  const settings = settingsIn(view, known);
  const errors = errorsIn(settings, say);
  if (Object.keys(errors).length) return ack({ response_action: 'errors', errors });
  const closed = await closedIn(submission, settings, known);
  if (Object.keys(closed).length) return ack({ response_action: 'errors', errors: closed });
  await configureTenant(ports, by, changedSettings(settings, known));
  await ack();
};

/** The fields whose channel Baton may not write to. A channel that was in use already is not told again. */
async function closedIn(submission: Submission, settings: Settings, known: Settings) {
  const wished = [
    [FIELD.channel, settings.fallbackChannel, known.fallbackChannel, 'channelChosen'],
    [FIELD.feedback, settings.feedbackChannel, known.feedbackChannel, 'feedbackChosen'],
  ] as const;
  const errors: Record<string, string> = {};
  for (const [field, channel, before, words] of wished) {
    if (!channel || channel === before || (await tryChannel(submission, channel, words))) continue;
    errors[field] = submission.say.plain('settings.channelClosed');
  }
  return errors;
}
