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
