import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs fixtures in one process. @returns the status of every test, and where it failed first */
async function run(name: string): Promise<Record<string, { status: string; said: string }>> {
  const config = {
    rootDir: REPOSITORY,
    testMatch: [`<rootDir>/test/unit/support/fixtures/${name}.case.ts`],
    testRunner: '<rootDir>/test/support/jest/native-module-runner.js',
    transform: {},
  };
  const args = ['node_modules/jest/bin/jest.js', '--runInBand', '--json', '--config', JSON.stringify(config)];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: REPOSITORY, env: { ...process.env, NODE_OPTIONS: '' } }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const { testResults } = JSON.parse(output) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return Object.fromEntries(
    results.map(({ title, status, failureMessages }) => [title, { status, said: failureMessages.join() }]),
  );
}

test('a failure counts, and says where it is in TypeScript', async () => {
  expect(await run('failing')).toEqual({
    'two errors': { status: 'failed', said: expect.stringContaining('failing.case.ts:6:') },
    'something else than a text': { status: 'failed', said: expect.stringContaining('failing.case.ts:9:') },
    'no end': { status: 'failed', said: expect.stringContaining('Exceeded timeout of 50 ms') },
    'no assertion': { status: 'failed', said: expect.stringContaining('at least one assertion') },
    'fails its tests': { status: 'failed', said: expect.stringContaining('broken') },
  });
}, 30_000);

test('files share their modules, and nothing that a file did', async () => {
  const passed = { status: 'passed', said: '' };
  expect(await run('{one,other}')).toEqual({ 'as file 1': passed, 'as file 2': passed, 'leaves traces': passed });
}, 30_000);
