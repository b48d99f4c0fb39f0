import type { Message } from '../src/domain/model/message/message.js';
import { type JobName, type Noun, type Ref, WORK_ON } from '../src/domain/model/outbox-work.js';
import type { DocumentOf, Ports, Seen } from '../src/domain/ports.js';

/** The ports whose reads are cached. */
type Port = 'invites' | 'referrals' | 'relays' | 'members' | 'messages';

/** The ports whose documents a run begins with, by their noun. */
const PORT_OF: { readonly [N in Noun]?: Port } = { invite: 'invites', referral: 'referrals', relay: 'relays' };

type Method = { readonly [P in Port]: keyof Ports[P] }[Port];

/** The methods of these ports that read. Any other may write. */
const READING: ReadonlySet<string> = new Set<Method>([
  ...(['get', 'byExternalId', 'holding', 'ofJob', 'ofPerson', 'openFor', 'openRefsFor', 'countOpen'] as const),
  ...(['isUnderWay', 'ofInvite', 'ofInvites', 'byReceived', 'page', 'cardsOf', 'nudgesOf', 'directNews'] as const),
  ...(['ofIds', 'byPerson', 'atEmail', 'anyLinked', 'ofPeople', 'search', 'team', 'all', 'onBoard'] as const),
  ...(['adminsAtHome', 'presentAdmins', 'forgotten'] as const),
]);

const keyOf = (port: Port, method: string, ...given: readonly string[]): string =>
  JSON.stringify([port, method, ...given]);

/**
 * Wraps the ports of a run that only shows stored data: it reads each document once, and passes its reads to the
 * deliveries that it causes in this process. A delivery then shows what its announcer saw, which is never older than
 * the announced change; a later change has an announcer of its own. A write of a noun clears what was read of it, and
 * within a transaction everything is read anew.
 */
export function readOncePorts(ports: Ports, seen: Seen): Ports {
  const { reads } = seen;
  let transactions = 0;

  function once<T>(key: string, read: () => Promise<T>): Promise<T> {
    if (transactions > 0) return read();
    const known = reads.get(key);
    if (known) return known as Promise<T>;
    const reading = read();
    reads.set(key, reading);
    reading.catch(() => reads.get(key) === reading && reads.delete(key));
    return reading;
  }

  const note = (key: string, value: unknown): void => void reads.set(key, Promise.resolve(value));

  /** Notes that the one direct message about a referral is to show more than was read. */
  function noteRaised(message: Message): void {
    const { tenantId, referralId, to, direct, posted } = message;
    if (referralId && direct && posted) note(keyOf('messages', 'directNews', tenantId, referralId, to), message);
  }

  function forget(port: Port): void {
    const start = `["${port}",`;
    for (const key of reads.keys()) if (key.startsWith(start)) reads.delete(key);
  }

  /**
   * Wraps the methods of a port but for those of `own`: every method that is not known to only read clears the cached
   * reads, before and after the call. Each is wrapped when it is called, since a run calls few of them.
   */
  const guarded = <P extends Port>(port: P, own: Partial<Ports[P]>): Ports[P] =>
    new Proxy(ports[port], {
      get: (target, name) => {
        if (Object.hasOwn(own, name)) return Reflect.get(own, name);
        const call: unknown = Reflect.get(target, name);
        if (typeof call !== 'function' || READING.has(String(name))) return call;
        return async (...given: unknown[]) => {
          forget(port);
          try {
            return await Reflect.apply(call, target, given);
          } finally {
            forget(port);
          }
        };
      },
    });

  const getting =
    <Doc>(port: Port, get: (ref: Ref) => Promise<Doc | null>) =>
    ({ tenantId, id }: Ref) =>
      once(keyOf(port, 'get', tenantId, id), () => get({ tenantId, id }));

  /** Reads one document or list by a further id. */
  const reading =
    <T>(port: Port, method: string, read: (tenantId: string, id: string) => Promise<T>) =>
    (tenantId: string, id: string) =>
      once(keyOf(port, method, tenantId, id), () => read(tenantId, id));

  /** Reads several at once, and notes each as the method that reads a single one would. */
  const readingEach =
    <Doc>(
      [port, single]: readonly [Port, string],
      read: (tenantId: string, ids: readonly string[]) => Promise<Doc[]>,
      idOf: (doc: Doc) => string,
    ) =>
    async (tenantId: string, ids: readonly string[]) => {
      const found = await read(tenantId, ids);
      const byId = new Map(found.map((doc) => [idOf(doc), doc]));
      for (const id of ids) note(keyOf(port, single, tenantId, id), byId.get(id) ?? null);
      return found;
    };

  const { invites, referrals, relays, members, messages } = ports;
  return {
    ...ports,
    atomically: async (change) => {
      transactions += 1;
      reads.clear();
      return ports.atomically(change).finally(() => {
        transactions -= 1;
        reads.clear();
      });
    },
    invites: guarded('invites', {
      get: getting('invites', invites.get),
      ofJob: reading('invites', 'ofJob', invites.ofJob),
      setPeers: async (tenantId, changes) => {
        forget('invites');
        const changed = await invites.setPeers(tenantId, changes).finally(() => forget('invites'));
        for (const one of changed ?? []) note(keyOf('invites', 'get', tenantId, one.id), one);
        return changed;
      },
    }),
    referrals: guarded('referrals', {
      get: getting('referrals', referrals.get),
      ofJob: reading('referrals', 'ofJob', async (tenantId, jobId) => {
        const onThisJob = await referrals.ofJob(tenantId, jobId);
        for (const one of onThisJob) note(keyOf('referrals', 'get', tenantId, one.id), one);
        return onThisJob;
      }),
    }),
    relays: guarded('relays', {
      get: getting('relays', relays.get),
      ofInvite: reading('relays', 'ofInvite', relays.ofInvite),
      ofInvites: readingEach(['relays', 'ofInvite'], relays.ofInvites, ({ inviteId }) => inviteId),
    }),
    members: guarded('members', {
      get: reading('members', 'get', members.get),
      ofIds: readingEach(['members', 'get'], members.ofIds, ({ slackUserId }) => slackUserId),
    }),
    messages: guarded('messages', {
      get: async ({ tenantId, id }) => {
        const known = (await reads.get(keyOf('messages', 'get', tenantId, id))) as Message | undefined;
        return known && transactions === 0 ? known : messages.get({ tenantId, id });
      },
      cardsOf: async (tenantId, ...inviteIds) => {
        const cards = await messages.cardsOf(tenantId, ...inviteIds);
        // an unposted card may be posted any moment, and nobody announces that
        for (const card of cards) if (card.posted) note(keyOf('messages', 'get', tenantId, card.id), card);
        return cards;
      },
      directNews: async (referral, to) => {
        const key = keyOf('messages', 'directNews', referral.tenantId, referral.id, to);
        const known = reads.get(key);
        if (known && transactions === 0) return known as Promise<Message | null>;
        const found = await messages.directNews(referral, to);
        // whoever would be the first learns from the claim that another was
        if (!found || found.posted) note(key, found);
        return found;
      },
      ensure: (message, work) => messages.ensure(message, work, seen),
      ensureAll: async (wishes) => {
        const ensured = await messages.ensureAll(wishes, seen);
        for (const message of ensured) if (message) noteRaised(message);
        return ensured;
      },
    }),
  };
}

/** Notes the document that a run was begun with. */
export function noteBegun<Job extends JobName>({ reads }: Seen, job: Job, { tenantId, id }: Ref, doc: DocumentOf<Job>) {
  const port = PORT_OF[WORK_ON[job]];
  if (port) reads.set(keyOf(port, 'get', tenantId, id), Promise.resolve(doc));
}
