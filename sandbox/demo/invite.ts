import type { Invite } from '../../src/domain/model/invite/invite.js';
import { eventually } from './eventually.js';
import { act, type PlayableDemo } from './prepare.js';

/**
 * A new invitation, once Baton has it: for Ana and open for a day, unless the input says for whom (`freelancer`) and for
 * how long (`expiresInSeconds`).
 */
export async function invite(demo: PlayableDemo, input: object = {}): Promise<Invite> {
  const { id } = await act(demo, 'invitations', { freelancer: 'f-ana', expiresInSeconds: 86_400, ...input });
  return eventually('the invite is stored', () => demo.truth.ports.invites.byExternalId(demo.tenantId, String(id)));
}
