import { acceptInvite } from '../../../domain/deciding/accept-invite.js';
import { reportHandoffDone } from '../../../domain/deciding/report-handoff-done.js';
import { takeBackDecision } from '../../../domain/deciding/take-back-decision.js';
import type { OnClick } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';

/**
 * Accepts the invite. The decision is stored before the click is acknowledged; a job edits the card, so that only jobs
 * write cards.
 */
export const accept: OnClick = async (click) => {
  await acceptInvite(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};

/** Confirms a hand-off: the member says that they entered the decision on the marketplace. */
export const confirmHandedOff: OnClick = async ({ ports, by, id, ack }) => {
  await reportHandoffDone(ports, by, id);
  await ack();
};

/** Takes back a decision whose hand-off is pending; a job edits the card. */
export const takeBack: OnClick = async ({ ports, by, id, ack }) => {
  await takeBackDecision(ports, by, id);
  await ack();
};
