import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { LEASE_MS } from '../../../jobs/lease.js';
import { VALKEY } from '../../../sandbox/services/install-python-server.js';
import { readConfig } from '../../../src/config/config.js';
import { STOP_MS } from '../../../src/lib/listen.js';
import { REQUIRED_ENVIRONMENT } from '../../support/required-environment.js';

const url = (path: string) => new URL(`../../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(url(path), 'utf8');

/** What somebody may have in `.env` from running Baton without containers. */
const ENV = {
  ...REQUIRED_ENVIRONMENT,
  HOST: '127.0.0.1',
  PORT: '4000',
  WORKER_PORT: '4001',
};

/** What a container runs with, whatever `.env` says. */
function configOf(set: Record<string, unknown>) {
  const known = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(known).toEqual(expect.arrayContaining(Object.keys(set)));
  return readConfig({
    ...ENV,
    ...Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)])),
  });
}

const DEFAULT_COMMAND = JSON.parse(/^CMD (.*)$/m.exec(read('manifests/Dockerfile'))?.[1] ?? '[]') as string[];

/** Expects that a container's command runs a file that is compiled, with the flags of Node that npm's script gives. */
function expectRuns(command: readonly string[], name: string) {
  const script: string = JSON.parse(read('package.json')).scripts[`start:${name}`];
  expect(command).toEqual(script.split(' ').filter((word) => !word.startsWith('--env-file')));
  expect(command.at(-1)).toBe(`dist/src/start-${name}.js`);
  expect(existsSync(url(`src/start-${name}.ts`))).toBe(true);
}

describe.each(['bot', 'worker'] as const)('the %s', (name) => {
  const portOf = ({ PORT, WORKER_PORT }: ReturnType<typeof readConfig>) => (name === 'bot' ? PORT : WORKER_PORT);

  test('listens in compose where it is looked for', () => {
    const { services } = parse(read('manifests/compose.yml'), { merge: true });
    const { environment, healthcheck, ports = [], command = DEFAULT_COMMAND, env_file } = services[name];
    expectRuns(command, name);
    expect(env_file).toBe('../.env');
    const config = configOf(environment);
    expect(config).toMatchObject({ HOST: '0.0.0.0', MONGODB_URI: expect.stringContaining('//mongo:') });
    expect(healthcheck.test.at(-1)).toContain(`http://127.0.0.1:${portOf(config)}/readyz`);
    for (const mapping of ports) expect(mapping).toMatch(new RegExp(`:${portOf(config)}$`));
  });

  test('listens in Kubernetes where it is looked for', () => {
    const [deployment, service] = parseAllDocuments(read(`manifests/kubernetes/${name}.yaml`)).map((doc) => doc.toJS());
    const [container] = deployment.spec.template.spec.containers;
    const { env, ports, command, startupProbe, livenessProbe, readinessProbe } = container;
    expectRuns(command, name);
    const set = env.map(({ name: key, value }: Record<string, string>) => [key, value]);
    const config = configOf(Object.fromEntries(set));
    expect(config.HOST).toBe('0.0.0.0');
    expect(ports).toEqual([{ name: expect.any(String), containerPort: portOf(config) }]);
    for (const probe of [startupProbe, livenessProbe])
      expect(probe.httpGet).toEqual({ path: '/healthz', port: ports[0].name });
    expect(readinessProbe.httpGet).toEqual({ path: '/readyz', port: ports[0].name });
    if (service) expect(service.spec.ports[0].targetPort).toBe(ports[0].name);
  });
});

test('the proxy with the certificate leads to the bot, once it is ready', () => {
  const { services } = parse(read('manifests/compose.yml'), { merge: true });
  const { command, depends_on } = services.proxy;
  expect(command.at(-1)).toBe(`bot:${services.bot.environment.PORT}`);
  expect(depends_on).toEqual({ bot: { condition: 'service_healthy' } });
});

test('MongoDB in compose ends the transaction of a killed process by the time its lease is over', () => {
  const { command } = parse(read('manifests/compose.yml')).services.mongo;
  const [, seconds] = /transactionLifetimeLimitSeconds=(\d+)/.exec(command.join(' ')) ?? [];
  expect(Number(seconds)).toBeLessThanOrEqual(LEASE_MS / 1000);
});

describe('a bot that is told to end', () => {
  const [deployment] = parseAllDocuments(read('manifests/kubernetes/bot.yaml')).map((doc) => doc.toJS());
  const { containers, terminationGracePeriodSeconds } = deployment.spec.template.spec;
  const [{ env, readinessProbe }] = containers;
  const drainIn = (set: Record<string, unknown>) => configOf(set).DRAIN_SECONDS;
  const inKubernetes = drainIn(Object.fromEntries(env.map(({ name, value }: Record<string, string>) => [name, value])));
  const stopSeconds = STOP_MS.bot / 1000;

  test('is given time in Kubernetes until everybody has noticed, and then to finish', () => {
    const { periodSeconds, failureThreshold, timeoutSeconds } = readinessProbe;
    expect(periodSeconds * failureThreshold + timeoutSeconds).toBeLessThan(inKubernetes);
    expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(inKubernetes + stopSeconds + 5);
  });

  test('is followed by workers that are given time for their jobs', () => {
    const [worker] = parseAllDocuments(read('manifests/kubernetes/worker.yaml')).map((doc) => doc.toJS());
    const { terminationGracePeriodSeconds: seconds } = worker.spec.template.spec;
    expect(seconds).toBeGreaterThanOrEqual(STOP_MS.worker / 1000 + 5);
  });

  test('is given time in compose to drain and finish, and so is a worker', () => {
    const { services } = parse(read('manifests/compose.yml'), { merge: true });
    const seconds = ({ stop_grace_period }: { stop_grace_period: string }) => Number.parseInt(stop_grace_period, 10);
    expect(seconds(services.bot)).toBeGreaterThanOrEqual(drainIn(services.bot.environment) + stopSeconds + 5);
    expect(seconds(services.worker)).toBeGreaterThanOrEqual(STOP_MS.worker / 1000 + 5);
  });
});

test('compose has the major version of Valkey that is embedded', () => {
  const { services } = parse(read('manifests/compose.yml'), { merge: true });
  expect(services.valkey.image).toBe(`valkey/valkey:${VALKEY.split('.')[0]}`);
});

describe('several bots in compose', () => {
  const { services } = parse(read('manifests/compose.yml'), { merge: true });

  test('meet no port of this machine that is taken: how many there may be is for the environment to say', () => {
    expect(services.bot.ports).toEqual([`\${BOT_PORTS:-3000}:3000`]);
    expect(services.worker.ports).toBeUndefined();
  });

  test('have as many ports as the example starts of them', () => {
    const [, from, to, bots] = /BOT_PORTS=(\d+)-(\d+) .*--scale bot=(\d+)/.exec(read('manifests/compose.yml')) ?? [];
    expect(Number(to) - Number(from) + 1).toBe(Number(bots));
  });
});

interface Manifest {
  readonly kind: string;
  readonly spec: ReturnType<typeof parse>;
}

describe('in Kubernetes', () => {
  const all: Manifest[] = readdirSync(url('manifests/kubernetes')).flatMap((file) =>
    parseAllDocuments(read(`manifests/kubernetes/${file}`)).map((doc) => doc.toJS()),
  );
  const of = (kind: string) => all.filter((one) => one.kind === kind).map(({ spec }) => spec);
  const deployments = of('Deployment').map((spec) => [spec.template.metadata.labels.part, spec] as const);
  const selects = ({ matchLabels }: { matchLabels: object }, spec: Manifest['spec']) =>
    Object.entries(matchLabels).every(([name, value]) => spec.template.metadata.labels[name] === value);
  const policies = (type: string, spec: Manifest['spec']) =>
    of('NetworkPolicy').filter((one) => one.policyTypes.includes(type) && selects(one.podSelector, spec));

  test('there are bots and workers', () => expect(deployments.map(([part]) => part)).toEqual(['bot', 'worker']));

  describe.each(deployments)('%s pods', (part, spec) => {
    const { template, replicas } = spec;

    test('get no token for the cluster’s own API', () => {
      expect(template.spec.automountServiceAccountToken).toBe(false);
    });

    test('are drained one at a time', () => {
      const budgets = of('PodDisruptionBudget').filter(({ selector }) => selects(selector, spec));
      expect(budgets.map(({ maxUnavailable }) => maxUnavailable)).toEqual([1]);
      expect(replicas).toBeGreaterThan(1);
    });

    test('are called at their own port alone, a worker by nothing but the monitoring', () => {
      const [port] = template.spec.containers[0].ports;
      const rules = policies('Ingress', spec).flatMap(({ ingress }) => ingress);
      expect(rules.map(({ ports }) => ports)).toEqual([[{ port: port.name }]]);
      expect(Boolean(rules[0].from)).toBe(part === 'worker');
    });

    test('call names, https, MongoDB and Redis, and never the metadata of the machine', () => {
      const rules = policies('Egress', spec).flatMap(({ egress }) => egress);
      const portsOf = ({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port);
      const named = ['MONGODB_URI', 'REDIS_URL'].map((name) =>
        Number(new RegExp(`^${name}=\\w+://[^:]+:(\\d+)`, 'm').exec(read('.env.example'))?.[1]),
      );
      expect(rules.map(portsOf)).toEqual([
        [53, 53],
        [443, ...named],
      ]);
      const ranges = rules[1].to.map(({ ipBlock }: { ipBlock: object }) => ipBlock);
      expect(ranges).toEqual([
        { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] },
        { cidr: '::/0', except: expect.arrayContaining(['fd00:ec2::254/128']) },
      ]);
    });
  });
});

test('the image has a Node that is maintained; the oldest that will do is 20.19', () => {
  const major = Number(/^ARG NODE_IMAGE=node:(\d+)\.\d+\.\d+-/m.exec(read('manifests/Dockerfile'))?.[1]);
  expect(major).toBeGreaterThanOrEqual(24);
  expect(major % 2).toBe(0);
  expect(JSON.parse(read('package.json')).engines.node).toBe('>=20.19.0');
});
