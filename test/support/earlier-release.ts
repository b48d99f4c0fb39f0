import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, Mongoose, mongo } from 'mongoose';
import { readSavedSecrets } from '../../sandbox/demo/saved-secrets.js';
import { type DemoEnvironment, startDemoEnvironment } from '../../sandbox/demo/start-demo-environment.js';
import { southIn } from '../../sandbox/demo/upwork-agency.js';
import type { State } from '../../sandbox/marketplace/market/state.js';
import { inWorkspace, slackDriver } from '../../sandbox/slack/driver.js';
import { runBotProcess } from '../../src/bot-process.js';
import { runWorkerProcess } from '../../src/worker-process.js';
import { patient } from './final-answer.js';
import { freshUris } from './fresh-uris.js';
import type { TestStage } from './open-stage.js';

/**
 * The folder with the data of a release that stored no origins: its database, and the memory of Slack and the sandbox.
 */
const FOLDER = join(import.meta.dirname, 'earlier-release');

/** The time at which that release was stopped. */
const STOPPED_AT = Date.parse('2026-11-30T04:03:48.000Z');

/** Collections whose dates stay unchanged, since their counts belong to a week and a month. */
const BY_PERIOD: ReadonlySet<string> = new Set(['ledger', 'tallies']);

const DATE = /"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"/g;

/** Moves the dates of a text, so that the release was stopped just now. */
function asOfNow(text: string): string {
  const by = Date.now() - STOPPED_AT;
  return text.replace(DATE, (date) => JSON.stringify(new Date(Date.parse(JSON.parse(date)) + by).toISOString()));
}

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** A document of that release. */
interface Kept {
  readonly collection: string;
  readonly document: mongo.Document;
}

/** Reads all documents of that release. */
export const earlierDocuments = (): Kept[] =>
  read('database.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [collection, fixed] = JSON.parse(line) as [string, mongo.Document];
      const [, moved] = JSON.parse(asOfNow(line)) as [string, mongo.Document];
      const document = mongo.BSON.EJSON.deserialize(BY_PERIOD.has(collection) ? fixed : moved);
      return { collection, document };
    });

/** Returns the key under which that release sealed its secrets. */
export const earlierKey = (): string => readSavedSecrets(FOLDER)?.encryptionKey ?? '';

/** Reads what the sandbox marketplace knew then. */
export const earlierMarket = (): State => JSON.parse(read('marketplace.json')) as State;

/** Writes the documents of that release into an empty database. */
export async function restoreEarlier(raw: Connection): Promise<void> {
  for (const { collection, document } of earlierDocuments()) await raw.collection(collection).insertOne(document);
}

/** The two tenants of that release, with today's processes on its data. */
export interface EarlierStage {
  readonly north: TestStage;
  readonly south: TestStage;
  close(): Promise<void>;
}

/** Starts today's processes on what that release has left. */
export async function openEarlier(): Promise<EarlierStage> {
  const uris = freshUris();
  const raw = await new Mongoose().createConnection(uris.mongo).asPromise();
  await restoreEarlier(raw);
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-earlier-'));
  copyFileSync(join(FOLDER, 'keepsakes.json'), join(dataDir, 'keepsakes.json'));
  writeFileSync(join(dataDir, 'slack.jsonl'), read('slack.jsonl').replaceAll('made-up-bot-', 'xoxb-'));
  writeFileSync(join(dataDir, 'marketplace.json'), asOfNow(read('marketplace.json')));
  const demo = await startDemoEnvironment({
    env: {},
    dataDir,
    baton: { UNDO_SECONDS: '0', QUEUE_PREFIX: uris.queuePrefix, LOG_LEVEL: 'silent' },
    services: uris,
    bot: false,
    worker: false,
  });
  await moveAddresses(demo, raw);
  const running = [await runBotProcess(demo.config), await runWorkerProcess(demo.config)];
  const close = async () => {
    for (const one of running) await one.close();
    await Promise.all([demo.close(), raw.close()]);
    rmSync(dataDir, { recursive: true });
  };
  const { slack, sandbox } = demo;
  if (!slack || !sandbox || !raw.db) throw new Error('Slack and the marketplace are embedded');
  const driver = patient(slackDriver(slack, { appUrl: demo.config.PUBLIC_URL }), slack);
  const requests = { on: () => {} };
  const north = { ...demo, slack, sandbox, driver, requests, tenantId: slack.team.id, uris, stored: raw.db, close };
  const workspace = await southIn(slack);
  const south = { ...north, driver: inWorkspace(driver, workspace), tenantId: workspace.team.id };
  return { north, south, close };
}

/** The sandbox and Baton may have other ports now. */
async function moveAddresses({ sandbox, config }: DemoEnvironment, raw: Connection): Promise<void> {
  await raw.collection('connections').updateMany({ baseUrl: { $exists: true } }, { $set: { baseUrl: sandbox?.url } });
  for (const { webhook } of Object.values(sandbox?.state.agencies ?? {}))
    if (webhook) Object.assign(webhook, { url: new URL(new URL(webhook.url).pathname, config.PUBLIC_URL).href });
}
