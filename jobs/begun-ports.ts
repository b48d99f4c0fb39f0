import { type JobName, type Noun, type Ref, WORK_ON, type Workable } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';

/** Where the documents of a noun are read one by one. */
const READ_FROM = {
  event: 'events',
  invite: 'invites',
  referral: 'referrals',
  message: 'messages',
  relay: 'relays',
} as const satisfies Partial<Record<Noun, keyof Ports>>;

/** The ports for a verb whose document came with its lease: the first look at it needs no read. */
export function begunPorts(ports: Ports, job: JobName, doc: Workable | undefined): Ports {
  const noun = WORK_ON[job];
  if (!doc || !(noun in READ_FROM)) return ports;
  const name = READ_FROM[noun as keyof typeof READ_FROM];
  const read: (ref: Ref) => Promise<Workable | null> = ports[name].get;
  let unread = true;
  const get = (ref: Ref) => {
    const asked = unread && ref.id === doc.id && ref.tenantId === doc.tenantId;
    if (!asked) return read(ref);
    unread = false;
    return Promise.resolve(doc);
  };
  return { ...ports, [name]: { ...ports[name], get } };
}
