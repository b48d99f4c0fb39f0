import type { Connection } from 'mongoose';
import type { StoredEvent } from '../domain/model/event/event.js';
import type { Invite } from '../domain/model/invite/invite.js';
import type { Message } from '../domain/model/message/message.js';
import type { Workable } from '../domain/model/outbox-work.js';
import type { Referral } from '../domain/model/referral/referral.js';
import type { Relay } from '../domain/model/relay/relay.js';
import { DEFAULT_SETTINGS, type Settings } from '../domain/model/tenant/tenant.js';
import type { Log, Ports } from '../domain/ports.js';
import { type ClockReading, readClock } from '../lib/clock-difference.js';
import { driverCollection, ensureIndexes } from './collection.js';
import { connect } from './connect.js';
import { sealedFor as connectionSeal, connections } from './connections.js';
import { type DatabaseClock, databaseClock } from './database-clock.js';
import { eraseMemberData } from './erase-member-data.js';
import { events } from './events.js';
import { feedback } from './feedback.js';
import { type Installations, sealedFor as installationSeal, installations } from './installations.js';
import { invites, upgradeInvite } from './invites.js';
import { ledger } from './ledger.js';
import { members, upgradeAccounts } from './members.js';
import { messages } from './messages.js';
import { type Models, modelsOf } from './models.js';
import { purgeTenantData } from './purge-tenant-data.js';
import { referrals, upgradeReferral } from './referrals.js';
import { relays } from './relays.js';
import { findUnopened, type Resealed, resealSecrets, type Sealing, type Unopened } from './reseal-secrets.js';
import { type Secretbox, secretbox } from './secretbox.js';
import { tallies } from './tallies.js';
import { tenants } from './tenants.js';
import { transactionsOf } from './transactions.js';
import { type DocumentReaders, worklist } from './worklist.js';

type Stores = Pick<
  Ports,
  | 'atomically'
  | 'invites'
  | 'referrals'
  | 'events'
  | 'messages'
  | 'members'
  | 'relays'
  | 'feedback'
  | 'tenants'
  | 'connections'
  | 'ledger'
  | 'tallies'
  | 'worklist'
  | 'clock'
>;

/** All repositories and stores of one database. */
export interface MongoStore {
  readonly ports: Stores;
  readonly installations: Installations;
  /** Seals every secret that opens under the newest key. */
  reseal(): Promise<Resealed>;
  /** Lists the secrets that no key opens. */
  unopened(): Promise<readonly Unopened[]>;
  /** Lists the workspaces that have Baton installed. */
  activeTenants(): Promise<string[]>;
  /** @throws Error when the server does not answer. */
  ping(): Promise<void>;
  /** Returns the server's version and time. @throws Error when it does not answer. */
  inspect(): Promise<MongoReport>;
  close(): Promise<void>;
}

/** The version and the clock of a MongoDB. */
export interface MongoReport {
  readonly version: string;
  readonly clock: ClockReading;
}

/** The database, and the keys that seal its secrets. */
export interface MongoOptions {
  readonly uri: string;
  /** Keys as `<id>:<32 bytes in base64>`: the first seals, all open. */
  readonly keys: readonly string[];
  readonly log: Log;
  /** Absent: the one that the URI names, else `baton`. */
  readonly dbName?: string;
  /** Settings for tenants that have set nothing, where they differ from the product's defaults. */
  readonly defaults?: Partial<Settings>;
}

/**
 * Connects and creates missing indexes. Several processes may do so at once.
 * @throws Error when no server can be reached, or an index of the same name differs.
 */
export async function openMongo(options: MongoOptions): Promise<MongoStore> {
  const box = secretbox(options.keys);
  const connection = await connect(options);
  const models = modelsOf(connection);
  try {
    await Promise.all(Object.values(models).map(ensureIndexes));
    await upgradeAccounts(models.member);
    const clock = await databaseClock(connection, options.log);
    return storeOf(connection, models, { box, clock, defaults: { ...DEFAULT_SETTINGS, ...options.defaults } });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

interface Given {
  readonly box: Secretbox;
  readonly clock: DatabaseClock;
  readonly defaults: Settings;
}

const refOf = ({ tenantId, id }: Workable) => ({ tenantId, id });
const READERS: DocumentReaders = {
  event: (doc) => doc as StoredEvent,
  invite: (doc) => upgradeInvite(doc as Invite),
  referral: (doc) => upgradeReferral(doc as Referral),
  message: (doc) => doc as Message,
  relay: (doc) => doc as Relay,
  tenant: refOf,
  member: refOf,
  connection: refOf,
};

function storeOf(connection: Connection, models: Models, { box, clock, defaults }: Given): MongoStore {
  const transactions = transactionsOf(connection);
  const { event, invite, referral, message, tenant, member, relay } = models;
  const sealings = sealingsOf(models);
  return {
    ports: {
      atomically: transactions.atomically,
      invites: invites(invite, transactions),
      referrals: referrals(referral, transactions),
      events: events(event, transactions),
      messages: messages(message, transactions),
      members: members(models.member, transactions, eraseMemberData(models)),
      relays: relays(models.relay, transactions),
      feedback: feedback(models.feedback, transactions),
      tenants: tenants(tenant, transactions, defaults, purgeTenantData(models)),
      connections: connections(models.connection, transactions, box),
      ledger: ledger(models.ledger, transactions),
      tallies: tallies(models.tally, transactions),
      worklist: worklist(
        {
          event: driverCollection(event),
          invite: driverCollection(invite),
          referral: driverCollection(referral),
          message: driverCollection(message),
          tenant: driverCollection(tenant),
          member: driverCollection(member),
          relay: driverCollection(relay),
          connection: driverCollection(models.connection),
        },
        READERS,
        transactions,
      ),
      clock,
    },
    installations: installations(models.installation, transactions, box),
    reseal: () => resealSecrets(sealings, box),
    unopened: () => findUnopened(sealings, box),
    activeTenants: async () => {
      const active = await tenant.find({ status: 'active' }, { _id: 0, tenantId: 1 }).lean<{ tenantId: string }[]>();
      return active.map(({ tenantId }) => tenantId);
    },
    ping: async () => {
      await connection.db?.command({ ping: 1 });
    },
    inspect: () => inspect(connection),
    close: () => {
      clock.close();
      return connection.close();
    },
  };
}

const sealingsOf = ({ connection, installation }: Models): Sealing[] => [
  { model: connection, what: 'marketplace token', sealedFor: connectionSeal },
  { model: installation, what: 'Slack token', sealedFor: installationSeal },
];

async function inspect({ db }: Connection): Promise<MongoReport> {
  if (!db) throw new Error('MongoDB is not connected');
  const clock = await readClock(async () => (await db.command({ hello: 1 })).localTime as Date);
  return { version: String((await db.command({ buildInfo: 1 })).version), clock };
}
