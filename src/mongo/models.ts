import type { Connection } from 'mongoose';
import { connectionModel } from './connections.js';
import { eventModel } from './events.js';
import { feedbackModel } from './feedback.js';
import { installationModel } from './installations.js';
import { inviteModel } from './invites.js';
import { ledgerModel } from './ledger.js';
import { memberModel } from './members.js';
import { messageModel } from './messages.js';
import { referralModel } from './referrals.js';
import { relayModel } from './relays.js';
import { tallyModel } from './tallies.js';
import { tenantModel } from './tenants.js';

/** Every collection. */
export const modelsOf = (connection: Connection) => ({
  event: eventModel(connection),
  invite: inviteModel(connection),
  referral: referralModel(connection),
  message: messageModel(connection),
  tenant: tenantModel(connection),
  member: memberModel(connection),
  connection: connectionModel(connection),
  ledger: ledgerModel(connection),
  tally: tallyModel(connection),
  installation: installationModel(connection),
  relay: relayModel(connection),
  feedback: feedbackModel(connection),
});

/** Every collection, by its noun. */
export type Models = ReturnType<typeof modelsOf>;
