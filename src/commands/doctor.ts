import type { ClockReading } from '../lib/clock-difference.js';
import { address, answers, credentials, requestUrl, socketMode, sockets } from './examine-address.js';
import {
  clock,
  FOREIGN_TOLERANCE_MS,
  held,
  mongo,
  node,
  OWN_TOLERANCE_MS,
  outstanding,
  redis,
  secrets,
  transactions,
  workers,
} from './examine-machine.js';
import {
  MOST_WORKSPACES,
  managers,
  marketplace,
  messages,
  slack,
  unexamined,
  workspaces,
} from './examine-workspaces.js';
import type { DoctorEnvironment, ExitCode, Operator, Print, RedisReport } from './operator-services.js';
import { type Examination, examine, type Finding, Untried } from './run-examination.js';

/** The installation that the doctor examines. */
export interface DoctorDeps {
  /** Reads the environment. @throws Error that names what is missing. */
  surroundings(): DoctorEnvironment;
  /** @throws when MongoDB does not answer. */
  open(): Promise<Operator>;
}

/** Options of the doctor. */
export interface DoctorOptions {
  /** Examines this workspace alone. */
  readonly tenant?: string;
}

/**
 * Examines every service that Baton depends on, from the outside in, then each workspace's connections. Goes on after a
 * fault.
 * @returns 1 when there is a fault; a check that could not be tried is none.
 */
export async function doctor(deps: DoctorDeps, print: Print, { tenant }: DoctorOptions = {}): Promise<ExitCode> {
  const count: Record<Finding, number> = { right: 0, fault: 0, untried: 0, 'to-do': 0 };
  const look: Look = async (examination) => {
    const finding = await examine(examination, print);
    count[finding] += 1;
    return finding === 'right';
  };
  await look(node(process.versions.node, new Date()));
  if (await look(configuration(deps.surroundings))) {
    const surroundings = deps.surroundings();
    await examineOutside(surroundings, look);
    await examineRedis(surroundings, look);
    await examineInside(deps.open, look, tenant);
  }
  print(summary(count));
  return count.fault === 0 ? 0 : 1;
}

type Look = (examination: Examination) => Promise<boolean>;

function summary({ fault, untried }: Record<Finding, number>): string {
  const skipped = `${untried} ${untried === 1 ? 'thing' : 'things'} could not be tried: see “skip” above.`;
  const found =
    fault === 0 ? 'Everything that was tried is well.' : `Found ${fault} ${fault === 1 ? 'fault' : 'faults'}.`;
  if (untried > 0) return `${found} ${skipped}`;
  return fault === 0 ? 'Everything is well.' : found;
}

async function examineOutside(surroundings: DoctorEnvironment, look: Look): Promise<void> {
  const { app, publicUrl, isOtherSlack } = surroundings;
  if (app.way === 'socket') await look(socketMode(surroundings));
  const at = publicUrl === undefined ? undefined : { publicUrl, isOtherSlack };
  if (at) await look(address(at));
  if (at) await look(answers(at));
  if (at && app.way === 'http') await look(requestUrl(app, at, surroundings));
  if (app.way === 'http') await examineApp(app.credentials(), credentials, look);
  else await examineApp(app.open(), sockets, look);
}

/** Examines what Slack said of the app, and Slack's clock by the same answer. */
async function examineApp<Report extends { readonly clock?: ClockReading }>(
  asking: Promise<Report>,
  examination: (ask: () => Promise<Report>) => Examination,
  look: Look,
): Promise<void> {
  asking.catch(() => {});
  await look(examination(() => asking));
  const { clock: reading } = await asking.catch((): { clock?: ClockReading } => ({}));
  await look(clock('Slack’s', () => orUntried(reading), FOREIGN_TOLERANCE_MS));
}

async function examineRedis({ inspectRedis, held: listHeld }: DoctorEnvironment, look: Look): Promise<void> {
  let report: RedisReport | undefined;
  const inspect = async () => {
    report = await inspectRedis();
    return report;
  };
  await look(redis(inspect));
  if (!report) return;
  for (const { node, clock: reading } of report.nodes) {
    const whose = report.nodes.length > 1 ? `Redis’, ${node}` : 'Redis’';
    await look(clock(whose, async () => reading, OWN_TOLERANCE_MS));
  }
  await look(workers(report));
  await look(held(listHeld));
}

async function examineInside(open: DoctorDeps['open'], look: Look, tenant: string | undefined): Promise<void> {
  let operator: Operator | undefined;
  const opened = async () => {
    operator = await open();
    return operator;
  };
  try {
    if (!(await look(mongo(opened))) || !operator) return;
    const { ports, inspectMongo } = operator;
    await look(transactions(ports));
    await look(clock('MongoDB’s', async () => (await inspectMongo()).clock, OWN_TOLERANCE_MS));
    await look(outstanding(ports, ports.clock.now()));
    await examineWorkspaces(operator, look, tenant);
  } finally {
    await operator?.close();
  }
}

async function examineWorkspaces(operator: Operator, look: Look, tenant: string | undefined): Promise<void> {
  const unopened = await operator.unopened();
  await look(secrets(unopened));
  const isSealed = (tenantId: string, what: (typeof unopened)[number]['what']) =>
    unopened.some((one) => one.tenantId === tenantId && one.what === what);
  const active = await operator.activeTenants();
  const examined = tenant ? active.filter((id) => id === tenant) : active.slice(0, MOST_WORKSPACES);
  await look(workspaces(active, examined, tenant));
  let working: string | undefined;
  for (const tenantId of examined) {
    if (await look(slack(operator.slack, tenantId, isSealed(tenantId, 'Slack token')))) working ??= tenantId;
    await look(managers(operator.ports, tenantId));
    if (isSealed(tenantId, 'marketplace token')) await look(unexamined(tenantId, 'sealed'));
    else await examineConnections(operator, look, tenantId);
  }
  await look(messages(operator.slack, working));
}

async function examineConnections({ ports, marketplaceClock }: Operator, look: Look, tenantId: string) {
  const all = await ports.connections.latestOf(tenantId);
  if (all.length === 0) await look(unexamined(tenantId, 'none'));
  for (const connection of all) {
    const answers = await look(marketplace(ports, connection, { isOnly: all.length === 1 }));
    if (!answers || !connection.can.includes('decide')) continue;
    const reading = () => marketplaceClock(connection).catch(() => orUntried(undefined));
    await look(clock(`the marketplace’s of workspace ${tenantId}`, reading, FOREIGN_TOLERANCE_MS));
  }
}

async function orUntried(reading: ClockReading | undefined): Promise<ClockReading> {
  if (!reading) throw new Untried('no answer had a date');
  return reading;
}

const configuration = (surroundings: DoctorDeps['surroundings']): Examination => ({
  name: 'Configuration',
  check: async () => {
    surroundings();
    return 'complete';
  },
  fix: 'Set these in the environment or in .env; .env.example explains each.',
});
