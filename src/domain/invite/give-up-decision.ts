import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';
import { takeBackDecision } from './settle-decision.js';

/** The retries ran out: the invite reopens, so that its member can act again. */
export async function giveUpDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  const trouble = { code: 'unreachable', detail: '' };
  const by = { who: 'baton', what: 'given-up', through: 'job', trouble } as const;
  if (invite) await takeBackDecision(ports, invite, by);
}
