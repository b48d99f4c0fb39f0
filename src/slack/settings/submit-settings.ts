import { requireAdmin } from '../../domain/member/require-admin.js';
import { configureTenant } from '../../domain/tenant/configure-tenant.js';
import type { OnSubmission, Submission } from '../asked.js';
import { channelIn, pickedIn, textIn } from '../fields.js';
import { LOOKUP } from '../ids.js';
import { FIELD, LONGEST_UNDO } from './settings-modal.js';
import { isTimeZone } from './time-zones.js';
import { tryChannel } from './try-channel.js';

/** Slack checks the number too, but a payload may say anything. */
export const submitSettings: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const undoSeconds = Number(textIn(view, FIELD.undo));
  const timeZone = pickedIn(view, FIELD.zone, LOOKUP.timeZone)?.value ?? '';
  const errors = {
    ...(!isWindow(undoSeconds) && { [FIELD.undo]: say.plain('settings.undoHint') }),
    ...(!isTimeZone(timeZone) && { [FIELD.zone]: say.plain('settings.zonePick') }),
  };
  if (Object.keys(errors).length) return ack({ response_action: 'errors', errors });
  const fallbackChannel = channelIn(view, FIELD.channel) ?? '';
  if (!(await isUsable(submission, fallbackChannel)))
    return ack({ response_action: 'errors', errors: { [FIELD.channel]: say.plain('settings.channelClosed') } });
  await configureTenant(ports, by, { undoSeconds, timeZone, fallbackChannel });
  await ack();
};

/** A channel that was in use already is not told again. */
async function isUsable(submission: Submission, channel: string): Promise<boolean> {
  const { ports, by } = submission;
  await requireAdmin(ports, by);
  const known = (await ports.tenants.get(by.tenantId))?.settings.fallbackChannel;
  return !channel || channel === known || tryChannel(submission, channel);
}

const isWindow = (seconds: number): boolean => Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_UNDO;
