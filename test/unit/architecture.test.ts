import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';

const { options, ...ruleSet } = rules;
const scratch: string[] = [];

afterAll(() => Promise.all(scratch.map((folder) => rm(folder, { recursive: true }))));

async function violations(baseDir = process.cwd()): Promise<string[]> {
  const { output } = await cruise(['src', 'jobs'], { ...options, baseDir, ruleSet, validate: true });
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} to ${to}`);
}

/** A tree with one import: `from` imports `to`, a file of the tree or one of Node's modules. */
async function treeWith(from: string, to: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baton-architecture-'));
  scratch.push(root);
  const isFile = !to.startsWith('node:');
  const text = `import '${isFile ? `${root}/${to}` : to}';`;
  const files = { 'src/domain/ports.ts': '', 'jobs/job-definitions.ts': '', ...(isFile && { [to]: '' }), [from]: text };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

describe('the architecture', () => {
  test('holds', async () => {
    expect(await violations()).toEqual([]);
  });

  test.each([
    ['src/domain/a.ts', 'src/mongo/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'src/slack/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'src/web/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'jobs/b.ts', 'domain-imports-no-adapter'],
    ['src/slack/a.ts', 'src/mongo/b.ts', 'adapters-do-not-import-each-other'],
    ['src/web/a.ts', 'jobs/b.ts', 'adapters-do-not-import-each-other'],
    ['jobs/a.ts', 'src/slack/b.ts', 'jobs-import-the-domain-alone'],
    ['src/web/a.ts', 'node_modules/mongoose/index.js', 'only-mongo-knows-mongoose'],
    ['src/mongo/a.ts', 'node_modules/bullmq/index.js', 'only-jobs-knows-the-queue'],
    ['jobs/a.ts', 'node_modules/@slack/bolt/index.js', 'only-slack-knows-slack'],
    ['src/domain/a.ts', 'node_modules/zod/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node_modules/mongoose/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node_modules/@slack/types/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node:fs', 'domain-touches-no-machine'],
    ['src/domain/a.ts', 'node:http', 'domain-touches-no-machine'],
    ['jobs/a.ts', 'bench/b.ts', 'no-test-in-product'],
    ['src/slack/a.ts', 'test/support/b.ts', 'no-test-in-product'],
  ])('%s may not import %s', async (from, to, rule) => {
    expect(await violations(await treeWith(from, to))).toContainEqual(expect.stringContaining(rule));
  });

  test('the domain may make ids and secrets', async () => {
    expect(await violations(await treeWith('src/domain/a.ts', 'node:crypto'))).toEqual([]);
  });
});
