import { configureTenant } from '../../domain/tenant/configure-tenant.js';
import type { OnSubmission } from '../asked.js';
import { errorsIn, settingsIn } from './read-settings.js';

/** What is wrong stands beside its field, and nothing is saved. */
export const submitSettings: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const settings = settingsIn(view);
  const errors = errorsIn(settings, say);
  if (Object.keys(errors).length) return ack({ response_action: 'errors', errors });
  await configureTenant(ports, by, settings);
  await ack();
};
