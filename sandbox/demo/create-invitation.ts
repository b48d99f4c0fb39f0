import type { Invite } from '../../src/domain/model/invite/invite.js';
import { eventually } from './eventually.js';
import { act, type PlayableDemo } from './install-and-connect.js';

/**
 * Creates an invitation and waits until Baton has stored it. By default it is for Ana and expires in a day; `input` may
 * name another `freelancer` and other `expiresInSeconds`.
 */
export async function createInvitation(demo: PlayableDemo, input: object = {}): Promise<Invite> {
  const { id } = await act(demo, 'invitations', { freelancer: 'f-ana', expiresInSeconds: 86_400, ...input });
  return eventually('the invite is stored', () => demo.truth.ports.invites.byExternalId(demo.tenantId, String(id)));
}
