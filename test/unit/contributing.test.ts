import { existsSync, readFileSync } from 'node:fs';
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
