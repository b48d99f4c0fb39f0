import type { Invite } from '../../src/domain/model/invite/invite.js';
import { eventually } from './eventually.js';
import { act, type PlayableStage } from './prepare.js';

/**
 * A new invitation, once Baton has it: for Ana and open for a day, unless the wish says for whom (`freelancer`) and for
 * how long (`expiresInSeconds`).
 */
export async function invite(stage: PlayableStage, wish: object = {}): Promise<Invite> {
  const { id } = await act(stage, 'invitations', { freelancer: 'f-ana', expiresInSeconds: 86_400, ...wish });
  return eventually('the invite is stored', () => stage.truth.ports.invites.byExternalId(stage.tenantId, String(id)));
}
