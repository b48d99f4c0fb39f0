import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const isPage = (name: string): boolean => name.endsWith('.md');
const pages = [
  ...readdirSync('.').filter(isPage),
  ...['docs', 'jobs', 'sandbox', 'src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(isPage)
      .map((page) => join(folder, page)),
  ),
];

/** GitHub's name for a heading, as far as ours need it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');

const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

test.each(pages)('%s links to files and headings that there are', (page) => {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
  for (const [, target = ''] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
    const [path = '', anchor] = target.split('#');
    const file = path ? join(dirname(page), path) : page;
    expect({ target, exists: existsSync(file) }).toEqual({ target, exists: true });
    if (anchor) expect(anchorsIn(readFileSync(file, 'utf8'))).toContain(anchor);
  }
});

/** Matches the name of a test in a page, with or without `test/` and its ending, such as `unit/log`. */
const TEST = /^(?:test\/)?((?:chaos|e2e|fuzz|integration|property|simulation|support|unit)\/[\w./-]+)$/;

/** The path of a file from the root of the repository. */
const PATH = /^(?:bench|docs|jobs|manifests|sandbox|src|test)\/[\w./-]+\.\w+$/;

function candidatesFor(name: string): string[] {
  const [, path] = TEST.exec(name) ?? [];
  if (path !== undefined) return ['', '.test.ts', '.ts'].map((ending) => `test/${path}${ending}`);
  return PATH.test(name) ? [name] : [];
}

test.each(pages)('%s names files and tests that there are', (page) => {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
  const missing = [...text.matchAll(/`([^`\s]+)`/g)].filter(([, name = '']) => {
    const candidates = candidatesFor(name);
    return candidates.length > 0 && !candidates.some((file) => existsSync(file));
  });
  expect(missing.map(([, name]) => name)).toEqual([]);
});
