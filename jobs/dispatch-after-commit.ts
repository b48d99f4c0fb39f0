import { AsyncLocalStorage } from 'node:async_hooks';
import type { Noun, Ref, Work, Workable } from '../src/domain/model/outbox-work.js';
import type { Jobs, Ports, Seen } from '../src/domain/ports.js';
import type { InPlace, Reserved } from './run-in-place.js';

/** The ports through which verbs write work. */
type WorkPorts = Pick<
  Ports,
  'atomically' | 'connections' | 'invites' | 'referrals' | 'relays' | 'events' | 'messages' | 'members' | 'tenants'
>;

/** A document that was written within a transaction, as it was written last. */
interface WrittenDocument {
  readonly doc: Workable;
  /** The places in this process that the writes reserved, in the order of the writes. */
  readonly reserved: Reserved[];
}

interface Transaction {
  readonly of: Jobs;
  /** The documents that got work, by key, in the order of their last write. */
  readonly written: Map<string, WrittenDocument>;
}

// one for all ports: Node 20 makes every promise pay for each AsyncLocalStorage that was ever used
const transactions = new AsyncLocalStorage<Transaction>();

/** Without places in this process, all work goes through the queue. */
const noPlace: Pick<InPlace, 'reserve'> = { reserve: (_, work) => ({ work, start: () => {}, drop: () => {} }) };

/**
 * Decorates the repositories so that new work runs as soon as it is written: at once outside of a transaction, after
 * the commit inside of one, and never after an abort. Due work runs in this process where it has a place; the rest goes
 * to the queue. The sweeper finds work that is lost in a crash.
 */
export function dispatchAfterCommit<Given extends WorkPorts>(
  ports: Given,
  jobs: Jobs,
  inPlace: Pick<InPlace, 'reserve'> = noPlace,
): Given {
  const { connections, invites, referrals, relays, events, messages, members, tenants } = ports;

  const running = (): Transaction | undefined => {
    const transaction = transactions.getStore();
    return transaction?.of === jobs ? transaction : undefined;
  };

  function send({ doc, reserved }: WrittenDocument): void {
    const queued = reserved.flatMap(({ work }) => work.filter(({ leasedUntil }) => !leasedUntil));
    if (queued.length > 0) jobs.dispatch({ ...doc, work: queued });
    for (const { start } of reserved) start(doc);
  }

  /** Dispatches the work of a written document; inside of a transaction, holds it until the commit. */
  function dispatchOrHold(noun: Noun, doc: Workable, reserved: Reserved): void {
    const all = running()?.written;
    if (all) {
      const key = `${noun}:${doc.tenantId}:${doc.id}`;
      const before = all.get(key)?.reserved ?? [];
      all.delete(key);
      all.set(key, { doc, reserved: [...before, reserved] });
    } else send({ doc, reserved: [reserved] });
  }

  /** Makes a write of work, and dispatches the work afterwards. A write that returns null has matched nothing. */
  async function writing<Doc extends Workable | null>(
    noun: Noun,
    ref: Ref,
    given: readonly Work[],
    write: (work: readonly Work[]) => Promise<Doc>,
    place = inPlace,
    seen?: Seen,
  ): Promise<Doc> {
    const reserved = place.reserve(ref, given, seen);
    const doc = await write(reserved.work).catch((error: unknown) => {
      reserved.drop();
      throw error;
    });
    if (doc) dispatchOrHold(noun, doc, reserved);
    else reserved.drop();
    return doc;
  }

  const inserting = <Doc extends Workable>(noun: Noun, doc: Doc, insert: (doc: Doc) => Promise<void>): Promise<Doc> =>
    writing(noun, doc, doc.work, async (work) => {
      const leased = { ...doc, work };
      await insert(leased);
      return leased;
    });

  /** Makes a write whose result does not show the leases of its work, which is then sent to the queue. */
  const queueing = <Doc extends Workable | null>(
    noun: Noun,
    ref: Ref,
    work: readonly Work[],
    write: () => Promise<Doc>,
  ): Promise<Doc> => writing(noun, ref, work, write, noPlace);

  /** Dispatches work that the write itself created. */
  const dispatchAll = (noun: Noun, docs: readonly Workable[]): void => {
    for (const doc of docs) dispatchOrHold(noun, doc, noPlace.reserve(doc, doc.work));
  };

  async function atomically<T>(change: () => Promise<T>): Promise<T> {
    if (running()) return ports.atomically(change);
    const all = new Map<string, WrittenDocument>();
    const drop = () => {
      for (const { reserved } of all.values()) for (const one of reserved) one.drop();
      all.clear();
    };
    const attempt = () => {
      drop();
      return transactions.run({ of: jobs, written: all }, change);
    };
    const result = await ports.atomically(attempt).catch((error: unknown) => {
      drop();
      throw error;
    });
    for (const written of all.values()) send(written);
    return result;
  }

  return {
    ...ports,
    atomically,
    connections: {
      ...connections,
      save: async (connection) => {
        const { work } = connection;
        const save = () => connections.save(connection).then(() => connection);
        await queueing('connection', connection, work, save);
      },
      note: (ref, change) => queueing('connection', ref, change.work ?? [], () => connections.note(ref, change)),
    },
    invites: {
      ...invites,
      insert: async (invite) => void (await inserting('invite', invite, invites.insert)),
      advance: (ref, transition, addressee) =>
        writing('invite', ref, transition.work, (work) => invites.advance(ref, { ...transition, work }, addressee)),
      plan: (tenantId, claim, work, from) =>
        queueing('invite', { tenantId, id: claim }, [work], () => invites.plan(tenantId, claim, work, from)),
    },
    referrals: {
      ...referrals,
      insert: async (referral) => void (await inserting('referral', referral, referrals.insert)),
      advance: (ref, transition) =>
        writing('referral', ref, transition.work, (work) => referrals.advance(ref, { ...transition, work })),
      addMilestone: (ref, milestone, line, given) =>
        writing('referral', ref, given, (work) => referrals.addMilestone(ref, milestone, line, work)),
    },
    relays: {
      ...relays,
      insert: async (relay) => void (await inserting('relay', relay, relays.insert)),
      advance: (ref, transition) =>
        writing('relay', ref, transition.work, (work) => relays.advance(ref, { ...transition, work })),
    },
    events: {
      ...events,
      insert: async (event) => void (await inserting('event', event, events.insert)),
      retry: async (...given) => {
        const retried = await events.retry(...given);
        dispatchAll('event', retried);
        return retried;
      },
    },
    messages: {
      ...messages,
      ensure: (message, given, seen) =>
        writing('message', message, given, (work) => messages.ensure(message, work), inPlace, seen),
      ensureAll: async (given, seen) => {
        const reserved = given.map(({ message, work }) => inPlace.reserve(message, work, seen));
        const wishes = given.map((wish, at) => ({ ...wish, work: reserved[at]?.work ?? wish.work }));
        const ensured = await messages.ensureAll(wishes).catch((error: unknown) => {
          for (const { drop } of reserved) drop();
          throw error;
        });
        for (const [at, place] of reserved.entries()) {
          const message = ensured[at];
          if (message) dispatchOrHold('message', message, place);
          else place.drop();
        }
        return ensured;
      },
    },
    members: {
      ...members,
      addWork: (tenantId, slackUserId, work) =>
        queueing('member', { tenantId, id: slackUserId }, work, () => members.addWork(tenantId, slackUserId, work)),
    },
    tenants: {
      ...tenants,
      install: (tenant) => queueing('tenant', tenant, tenant.work, () => tenants.install(tenant)),
      uninstall: (tenantId, work) =>
        queueing('tenant', { tenantId, id: tenantId }, work, () => tenants.uninstall(tenantId, work)),
      addWork: (tenantId, work) =>
        queueing('tenant', { tenantId, id: tenantId }, work, () => tenants.addWork(tenantId, work)),
    },
  };
}
