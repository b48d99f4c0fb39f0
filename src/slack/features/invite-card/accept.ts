import { acceptInvite } from '../../../domain/deciding/accept-invite.js';
import type { OnClick } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';

/** Durable before it is answered; the card changes by a job, so that one writer alone edits it. */
export const accept: OnClick = async (click) => {
  await acceptInvite(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};
