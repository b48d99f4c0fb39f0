import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const url = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(url(path), 'utf8');
const text = read('CONTRIBUTING.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test('CONTRIBUTING names commands that there are, and leaves out none but parts of others', () => {
  const named = [...text.matchAll(/`npm (?:run )?([\w:-]+)/g)].map(([, name]) => name);
  for (const name of named) expect(scripts).toHaveProperty([String(name)]);
  const parts = Object.keys(scripts).filter((name) => scripts.check?.includes(`npm run ${name}`));
  const production = ['build', 'start:bot', 'start:worker'];
  expect(new Set([...named, ...parts, ...production])).toEqual(new Set(Object.keys(scripts)));
});

test('CONTRIBUTING names files that there are', () => {
  const paths = [...text.matchAll(/`((?:src|jobs|test|docs)\/[\w./-]*)`|\]\(([\w./-]+)\)/g)].map(([, a, b]) => a ?? b);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect({ path, exists: existsSync(url(String(path))) }).toEqual({ path, exists: true });
});

test.each([
  [['test/unit/lib/webhook-url.test.ts'], ['test/unit/lib/webhook-url.test.ts']],
  [
    ['unit/log', 'unit/config'],
    ['test/unit/config.test.ts', 'test/unit/log.test.ts'],
  ],
])(
  '`npm run test:unit -- %s` runs these files and no other',
  async (words, files) => {
    const home = fileURLToPath(url('.'));
    const args = ['run', '--silent', 'test:unit', '--', ...words, '--listTests'];
    const { stdout } = await promisify(execFile)('npm', args, { cwd: home });
    const listed = stdout.split('\n').filter((line) => line.startsWith(home));
    expect(listed.map((path) => path.slice(home.length)).sort()).toEqual(files);
  },
  60_000,
);
