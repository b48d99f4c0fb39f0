import { takeBackDecision } from '../lifecycle/settle-decision.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/** The retries ran out: the invite reopens, so that its member can act again. */
export async function giveUpDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  const trouble = { code: 'unreachable', detail: '' };
  const by = { who: 'baton', what: 'given-up', through: 'job', trouble } as const;
  if (invite) await takeBackDecision(ports, invite, by);
}
