import type { StoredEvent } from '../model/event/event.js';
import type { Ports } from '../ports.js';
import { processEvent } from './process-event.js';

/**
 * Tells whether processing an event would change nothing, for example a report of what Baton itself has just done.
 * Makes only the reads of its processing: an event whose processing would write or call anything counts as new.
 */
export async function changesNothing(ports: Ports, event: StoredEvent): Promise<boolean> {
  if (event.type === 'invitation.created') return false;
  try {
    return (await processEvent(reading(ports), event)) === undefined;
  } catch {
    return false;
  }
}

/** The reads that processing a status makes before its first write. */
const READS: { readonly [Port in keyof Ports]?: readonly string[] } = {
  invites: ['get', 'byExternalId', 'ofJob', 'ofPerson'],
  referrals: ['get', 'byReceived', 'ofInvite', 'ofJob'],
  members: ['byPerson'],
};

/** Restricts the ports to these reads. Every other call throws. */
const reading = (ports: Ports): Ports =>
  new Proxy(ports, {
    get: (_, name) => {
      const port = name as keyof Ports;
      return port === 'clock' ? ports.clock : onlyCalls(ports[port], READS[port] ?? []);
    },
  });

const onlyCalls = (port: object, calls: readonly string[]): object =>
  new Proxy(port, {
    get: (target, call) => {
      if (calls.includes(String(call))) return Reflect.get(target, call);
      throw new Error(`${String(call)} is no read`);
    },
    apply: () => {
      throw new Error('a transaction is no read');
    },
  });
