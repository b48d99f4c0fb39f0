import { clicks } from './click.js';
import { fairness } from './fairness.js';
import { growth } from './growth.js';
import { calls } from './marketplace-call.js';
import { referralsCommand } from './referrals-command.js';
import type { Section } from './section-types.js';
import { webhooks } from './webhook.js';

/** Every section, with its share of the time. */
export const SECTIONS: Readonly<Record<string, { readonly measure: Section; readonly share: number }>> = {
  clicks: { measure: clicks, share: 0.26 },
  webhooks: { measure: webhooks, share: 0.08 },
  calls: { measure: calls, share: 0.1 },
  fairness: { measure: fairness, share: 0.3 },
  referrals: { measure: referralsCommand, share: 0.18 },
  growth: { measure: growth, share: 0.08 },
};
