import { configureTenant } from '../../domain/tenant/configure-tenant.js';
import type { OnSubmission } from '../asked.js';
import { channelIn, pickedIn, textIn } from '../fields.js';
import { LOOKUP } from '../ids.js';
import { FIELD, LONGEST_UNDO } from './settings-modal.js';
import { isTimeZone } from './time-zones.js';

/** Slack checks the number too, but a payload may say anything. */
export const submitSettings: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const undoSeconds = Number(textIn(view, FIELD.undo));
  const timeZone = pickedIn(view, FIELD.zone, LOOKUP.timeZone)?.value ?? '';
  const errors = {
    ...(!isWindow(undoSeconds) && { [FIELD.undo]: say.plain('settings.undoHint') }),
    ...(!isTimeZone(timeZone) && { [FIELD.zone]: say.plain('settings.zonePick') }),
  };
  if (Object.keys(errors).length) return ack({ response_action: 'errors', errors });
  await configureTenant(ports, by, { undoSeconds, timeZone, fallbackChannel: channelIn(view, FIELD.channel) ?? '' });
  await ack();
};

const isWindow = (seconds: number): boolean => Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_UNDO;
