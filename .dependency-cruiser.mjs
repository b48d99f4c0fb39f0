const adapters = 'slack|web|mongo|marketplace|embedded';
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
    {
      name: 'domain-imports-no-adapter',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: '^(src|jobs)/', pathNot: '^src/domain' },
    },
    {
      name: 'domain-knows-no-service',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: 'node_modules/', pathNot: 'node_modules/temporal-' },
    },
    {
      name: 'domain-touches-no-machine',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'adapters-do-not-import-each-other',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      // the contract is data that both sides of it are made from
      to: { path: `^(src/(${adapters})|jobs)/`, pathNot: '^src/($1|marketplace/contract)/' },
    },
    {
      name: 'jobs-import-the-domain-alone',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'production-starts-nothing-embedded',
      severity: 'error',
      from: { path: '^(src|jobs)/', pathNot: '^src/(embedded|demo|start-demo|start-pictures|bootstrap)' },
      to: { path: '^src/(embedded|demo)/' },
    },
    only('only-slack-knows-slack', '@slack', '^src/(slack|embedded)/'),
    only('only-mongo-knows-mongoose', 'mongoose|mongodb', '^src/(mongo|embedded)/'),
    only('only-jobs-knows-the-queue', 'bullmq|ioredis|rate-limiter-flexible', '^jobs/'),
    { name: 'no-test-in-product', severity: 'error', from: { path: '^(src|jobs)' }, to: { path: '^(test|bench)/' } },
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^(src|jobs)', pathNot: '^src/(embedded/|demo/|start-demo|start-pictures|slack/check-manifest)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    parser: 'swc', // TypeScript 7 has no JS API
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
