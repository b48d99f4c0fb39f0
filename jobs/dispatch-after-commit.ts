import { AsyncLocalStorage } from 'node:async_hooks';
import type { Noun, Work, Workable } from '../src/domain/model/work.js';
import type { Jobs, Ports } from '../src/domain/ports.js';

/** The ports through which verbs write work. */
type WorkPorts = Pick<
  Ports,
  'atomically' | 'connections' | 'invites' | 'referrals' | 'relays' | 'events' | 'messages' | 'members' | 'tenants'
>;

interface Transaction {
  readonly of: Jobs;
  /** The documents that got work, by key, in the order of their last write. */
  readonly written: Map<string, Workable>;
}

// one for all ports: Node 20 makes every promise pay for each AsyncLocalStorage that was ever used
const transactions = new AsyncLocalStorage<Transaction>();

/**
 * Decorates the repositories so that every write of work is followed by a dispatch: at once outside of a transaction, after
 * the commit inside of one, and never after an abort. Each document is dispatched once per transaction, as it was written
 * last. Work whose dispatch is lost in a crash is found by the sweeper.
 */
export function dispatchAfterCommit<Given extends WorkPorts>(ports: Given, jobs: Jobs): Given {
  const { connections, invites, referrals, relays, events, messages, members, tenants } = ports;

  const running = (): Transaction | undefined => {
    const transaction = transactions.getStore();
    return transaction?.of === jobs ? transaction : undefined;
  };

  function dispatch(noun: Noun, doc: Workable, work: readonly Work[]): void {
    if (work.length === 0) return;
    const transaction = running();
    if (!transaction) jobs.dispatch(doc);
    else {
      const key = `${noun}:${doc.tenantId}:${doc.id}`;
      transaction.written.delete(key);
      transaction.written.set(key, doc);
    }
  }

  async function after<Doc extends Workable | null>(noun: Noun, work: readonly Work[], write: Promise<Doc>) {
    const doc = await write;
    if (doc) dispatch(noun, doc, work);
    return doc;
  }

  async function atomically<T>(change: () => Promise<T>): Promise<T> {
    if (running()) return ports.atomically(change);
    const written = new Map<string, Workable>();
    const result = await ports.atomically(() => {
      written.clear();
      return transactions.run({ of: jobs, written }, change);
    });
    for (const doc of written.values()) jobs.dispatch(doc);
    return result;
  }

  return {
    ...ports,
    atomically,
    connections: {
      ...connections,
      save: async (connection) => {
        await connections.save(connection);
        dispatch('connection', connection, connection.work);
      },
      note: (ref, change) => after('connection', change.work ?? [], connections.note(ref, change)),
    },
    invites: {
      ...invites,
      insert: async (invite) => {
        await invites.insert(invite);
        dispatch('invite', invite, invite.work);
      },
      advance: (ref, transition, addressee) =>
        after('invite', transition.work, invites.advance(ref, transition, addressee)),
      adopt: async (...given) => {
        const adopted = await invites.adopt(...given);
        for (const invite of adopted) dispatch('invite', invite, invite.work);
        return adopted;
      },
    },
    referrals: {
      ...referrals,
      insert: async (referral) => {
        await referrals.insert(referral);
        dispatch('referral', referral, referral.work);
      },
      advance: (ref, transition) => after('referral', transition.work, referrals.advance(ref, transition)),
      addMilestone: (ref, milestone, line, work) =>
        after('referral', work, referrals.addMilestone(ref, milestone, line, work)),
    },
    relays: {
      ...relays,
      insert: async (relay) => {
        await relays.insert(relay);
        dispatch('relay', relay, relay.work);
      },
      advance: (ref, transition) => after('relay', transition.work, relays.advance(ref, transition)),
    },
    events: {
      ...events,
      insert: async (event) => {
        await events.insert(event);
        dispatch('event', event, event.work);
      },
      retry: async (...given) => {
        const retried = await events.retry(...given);
        for (const event of retried) dispatch('event', event, event.work);
        return retried;
      },
    },
    messages: {
      ...messages,
      ensure: (message, work) => after('message', work, messages.ensure(message, work)),
    },
    members: {
      ...members,
      addWork: (tenantId, slackUserId, work) => after('member', work, members.addWork(tenantId, slackUserId, work)),
    },
    tenants: {
      ...tenants,
      install: (tenant) => after('tenant', tenant.work, tenants.install(tenant)),
      uninstall: (tenantId, work) => after('tenant', work, tenants.uninstall(tenantId, work)),
      addWork: (tenantId, work) => after('tenant', work, tenants.addWork(tenantId, work)),
    },
  };
}
