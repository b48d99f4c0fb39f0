import { changedSettings } from '../../domain/tenant/changed-settings.js';
import { configureTenant } from '../../domain/tenant/configure-tenant.js';
import { readSettings } from '../../domain/tenant/read-settings.js';
import type { Settings } from '../../domain/tenant/tenant.js';
import type { OnSubmission, Submission } from '../asked.js';
import { FIELD } from './fields.js';
import { errorsIn, settingsIn } from './read-settings.js';
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
