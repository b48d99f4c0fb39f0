import { availableParallelism } from 'node:os';

// ESM config in plain JS: jest 30 on Node 20 cannot load a .ts config without ts-node
const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];
/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  testRunner: '<rootDir>/test/support/jest/native-module-runner.js',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' }, // NodeNext './x.js' -> x.ts
  transform: { '^.+\\.ts$': swc },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  restoreMocks: true,
  setupFilesAfterEnv: ['<rootDir>/test/support/no-stray-network.ts'],
};
const project = (name, extra = {}) => ({
  ...base,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...extra,
});
const properties = '<rootDir>/test/support/properties.ts';
// of the same path: jest runs it once for both projects
const services = {
  globalSetup: '<rootDir>/test/support/jest/global-setup.js',
  globalTeardown: '<rootDir>/test/support/jest/global-teardown.js',
  setupFilesAfterEnv: [...base.setupFilesAfterEnv, '<rootDir>/test/support/with-services.ts'],
};
/** @type {import('jest').Config} */
export default {
  projects: [
    project('unit'),
    project('property', { setupFilesAfterEnv: [...base.setupFilesAfterEnv, properties] }),
    project('simulation', { setupFilesAfterEnv: [...base.setupFilesAfterEnv, properties] }),
    project('integration', services),
    project('e2e', services),
  ],
  testSequencer: '<rootDir>/test/support/jest/longest-first.js',
  maxWorkers: 2 * availableParallelism(), // end-to-end tests wait for servers more than they compute
  testTimeout: 180_000, // ends what hangs, and measures nothing: a busy machine needs long
  coverageProvider: 'babel', // v8 is 2-3x slower with --experimental-vm-modules
  collectCoverageFrom: ['src/**/*.ts', 'jobs/**/*.ts', '!src/start-*.ts'],
  coverageReporters: ['text-summary', 'lcov', 'json-summary'],
  coverageThreshold: { global: { lines: 50 } },
  reporters: ['default', '<rootDir>/test/support/plain-reporter.js'],
};
