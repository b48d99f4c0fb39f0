import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { CAPABILITIES } from '../../src/domain/model/connection/source.js';
import { DEFAULT_SETTINGS } from '../../src/domain/model/tenant/tenant.js';
import { keyOf } from '../../src/mongo/collection.js';
import { type MongoStore, openMongo } from '../../src/mongo/open-mongo.js';
import { type Documents, loadDocuments } from './load-documents.js';
import { MEMBERS, memberOf, TENANT } from './people.js';
import type { Secrets } from './secrets.js';

/** A new database with the product's indexes, members, and one installed and connected agency. */
export interface Database {
  readonly uri: string;
  readonly name: string;
  collection(name: string): Documents;
  close(): Promise<void>;
}

/** A workspace and its connection. */
export interface Tenant {
  readonly tenantId: string;
  /** Id of the connection, which is part of the webhook address. */
  readonly connection: string;
  /** Number of its members; `MEMBERS` when absent. */
  readonly members?: number;
}

/** Settings of the benchmark's agency. */
export interface Agency {
  readonly secrets: Secrets;
  /** Base URL of the marketplace. */
  readonly marketplaceUrl: string;
  readonly undoSeconds: number;
  /** Number of members; `MEMBERS` when absent. */
  readonly members?: number;
  /** Other agencies in the same database, with the same settings. */
  readonly more?: readonly Tenant[];
}

/** Id of the agency's connection. */
export const CONNECTION = 'bench-connection';

/** The benchmark's agency. */
export const OWN: Tenant = { tenantId: TENANT, connection: CONNECTION };

const log = { info: () => {}, warn: () => {}, error: () => {} };

/** Creates the database next to those of earlier runs. `mongoUri` names the server only. */
export async function createDatabase(mongoUri: string, agency: Agency): Promise<Database> {
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const uri = new URL(mongoUri);
  uri.pathname = `/${name}`;
  const store = await openMongo({ uri: uri.href, keys: [agency.secrets.encryptionKey], log });
  const { members = MEMBERS, more = [] } = agency;
  const tenants = [{ ...OWN, members }, ...more];
  for (const tenant of tenants) await install(store, agency, tenant);
  await store.close();
  const client = await mongo.MongoClient.connect(uri.href);
  const db = client.db(name);
  await loadDocuments(
    db.collection<{ _id: string }>('members'),
    tenants.flatMap(({ tenantId, members = MEMBERS }) =>
      Array.from({ length: members }, (_, n) => storedMember(n, tenantId)),
    ),
  );
  return {
    uri: uri.href,
    name,
    collection: (collection) => db.collection<{ _id: string }>(collection),
    close: () => client.close(),
  };
}

function storedMember(number: number, tenantId: string) {
  const member = { ...memberOf(number), tenantId };
  const { slackUserId, name, email } = member;
  const keys = { nameKey: name.toLowerCase(), emailKey: email };
  return { ...member, _id: keyOf(tenantId, slackUserId), ...keys };
}

async function install(
  { ports, installations }: MongoStore,
  { secrets, marketplaceUrl, undoSeconds }: Agency,
  { tenantId, connection }: Tenant,
) {
  await ports.tenants.install({
    id: tenantId,
    tenantId,
    name: 'Agency',
    status: 'active',
    installedBy: memberOf(0).slackUserId,
    installedAt: new Date(),
    activeSince: new Date(),
    settings: { ...DEFAULT_SETTINGS, undoSeconds, timeZone: 'Europe/Oslo' },
    work: [],
  });
  await ports.connections.save({
    id: connection,
    tenantId,
    name: 'Bench',
    source: 'contract',
    trust: 90,
    namesInvitations: true,
    marketplace: 'own',
    bareIds: true,
    can: CAPABILITIES,
    config: {
      baseUrl: marketplaceUrl,
      token: secrets.marketplaceToken,
      webhookSecrets: [secrets.webhook],
      path: 'native',
    },
    declineReasons: [{ id: 'busy', text: 'Too busy' }],
    health: {},
    connectedAt: new Date(),
    work: [],
  });
  await installations.save(tenantId, {
    team: { id: tenantId, name: 'Agency' },
    isEnterpriseInstall: false,
    user: { id: memberOf(0).slackUserId },
    bot: { id: 'BBENCH', userId: 'UBOT', token: secrets.botToken, scopes: [] },
    tokenType: 'bot',
    appId: 'ABENCH',
    authVersion: 'v2',
  });
}
