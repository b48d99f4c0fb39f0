/**
 * The floors of the house, each with its rooms on lines from the bottom up. A room imports from the lines below its own,
 * and from no other room of its line: so there is no circle between rooms, and where an import may point is a decision.
 */
export const FLOORS = {
  'src/domain': [
    ['model'],
    ['ports'],
    ['ensuring-messages', 'history', 'permissions'],
    ['lifecycle', 'tallies'],
    ['deciding', 'forwarding', 'receiving', 'workspace'],
    ['people', 'referring'],
    ['asking'],
    ['announcing', 'operating'],
  ],
  'src/domain/model': [
    [
      'errors',
      'failure-reason',
      'history-line',
      'job',
      'languages',
      'outbox-work',
      'period-lengths',
      'person',
      'referral-chain',
      'retry-delays',
    ],
    ['connection', 'feedback', 'message'],
    ['event', 'tenant'],
    ['invite', 'stored-size-limits'],
    ['referral', 'relay'],
    ['member', 'tally'],
    ['handoff', 'matching', 'reminding'],
    ['views'],
  ],
  'src/slack': [['words'], ['api', 'blocks'], ['reply'], ['parts'], ['features'], ['app', 'delivery'], ['examination']],
  'src/slack/features': [
    ['add-invite', 'connect', 'feedback', 'practice', 'privacy', 'profile', 'settings', 'trend', 'workspace'],
    ['digest', 'files', 'home', 'link', 'nudge'],
    ['ask', 'command', 'decline', 'invite-card', 'refer'],
  ],
  sandbox: [['marketplace', 'services', 'slack'], ['demo'], ['live', 'playground'], ['pictures']],
  'sandbox/slack': [['emulator'], ['driver'], ['control-api']],
};

/** Matches what lies in one of these rooms: a room is a folder, or a file of that name. */
const inRooms = (floor, rooms) => `^${floor}/(${rooms.join('|')})(/|\\.[a-z]+$)`;

const rooms = Object.entries(FLOORS).flatMap(([floor, lines]) =>
  lines.flatMap((line, at) =>
    line.flatMap((room) => {
      const others = [...line.filter((other) => other !== room), ...lines.slice(at + 1).flat()];
      if (others.length === 0) return [];
      return [
        {
          name: `rooms-of-${floor.replaceAll('/', '-')}`,
          severity: 'error',
          from: { path: inRooms(floor, [room]) },
          to: { path: inRooms(floor, others) },
        },
      ];
    }),
  ),
);

const adapters = 'slack|web|mongo|sources|commands';
const only = (name, packages, home) => ({
  name,
  severity: 'error',
  from: { path: '^(src|jobs)/', pathNot: home },
  to: { path: `node_modules/(${packages})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rooms,
    {
      name: 'model-imports-model-and-lib-alone',
      severity: 'error',
      from: { path: '^src/domain/model/' },
      to: { path: '^(src|jobs)/', pathNot: '^src/(domain/model|lib)/' },
    },
    {
      name: 'announcing-is-for-wiring-and-jobs',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '^src/domain/announcing/' },
      to: { path: '^src/domain/announcing/' },
    },
    {
      name: 'lib-knows-nothing-of-the-product',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^(src|jobs)/', pathNot: '^src/lib/' },
    },
    {
      name: 'domain-imports-no-adapter',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src|jobs)/', pathNot: '^src/(domain|lib)/' },
    },
    {
      name: 'domain-knows-no-service',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/temporal-' },
    },
    {
      name: 'domain-touches-no-machine',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'adapters-do-not-import-each-other',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      to: { path: `^(src/(${adapters})|jobs)/`, pathNot: '^src/$1/' },
    },
    {
      name: 'jobs-import-the-domain-alone',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^src/', pathNot: '^src/(domain|lib)/' },
    },
    {
      name: 'outbox-knows-no-queue',
      severity: 'error',
      from: { path: '^jobs/', pathNot: '^jobs/bullmq/' },
      to: { path: '^jobs/bullmq/' },
    },
    {
      name: 'product-imports-product-alone',
      severity: 'error',
      from: { path: '^(src|jobs)/' },
      to: { path: '^(sandbox|bench|test|manifests)/' },
    },
    {
      name: 'sandbox-imports-no-test',
      severity: 'error',
      from: { path: '^(sandbox|manifests)/' },
      to: { path: '^(bench|test)/' },
    },
    only('only-slack-knows-slack', '@slack', '^src/slack/'),
    only('only-mongo-knows-mongoose', 'mongoose|mongodb', '^src/mongo/'),
    only('only-jobs-bullmq-knows-redis', 'bullmq|ioredis|rate-limiter-flexible', '^jobs/bullmq/'),
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^(src|jobs)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    parser: 'swc', // TypeScript 7 has no JS API
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^sandbox/playground/client/' }, // runs in a browser; swc here cannot parse TSX
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
