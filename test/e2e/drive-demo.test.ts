import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Handbook, startDemo } from '../support/demo-process.js';
import { gone } from '../support/processes.js';

/** What a machine may have set, and what of it the demo must not heed. */
const env = { COMMAND: '/refs', UNDO_SECONDS: '1', PUBLIC_URL: 'https://nowhere.example', SLACK_APP_TOKEN: 'xapp-1' };
const folder = mkdtempSync(join(tmpdir(), 'baton-driving-'));
let demo: { child: ChildProcess; handbook: Handbook };

beforeAll(async () => {
  demo = await startDemo(folder, { env });
});
afterAll(async () => {
  demo.child.kill('SIGTERM');
  await gone(demo.handbook.pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Every address in it, with where it stands. */
const addressesIn = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return /^https?:/.test(value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => addressesIn(one, `${path}.${name}`));
};

test('every address in demo.json answers', async () => {
  const { environment: _, ...handbook } = demo.handbook as Handbook & { environment: unknown };
  const dead = [];
  for (const [path, url] of addressesIn(handbook)) {
    const answer = await fetch(url, { redirect: 'manual' });
    // to a GET without more some say no: with problem details, or as Slack does
    if (answer.status === 404 && !/json/.test(answer.headers.get('content-type') ?? '')) dead.push([path, url]);
    if (answer.status >= 500) dead.push([path, url]);
  }
  expect(dead).toEqual([]);
});

test('the environment’s wishes hold, and where Baton is reached is the demo’s own business', () => {
  const { app } = demo.handbook;
  expect(app).toMatchObject({ command: '/refs', undoSeconds: 1, url: expect.stringContaining('http://127.0.0.1:') });
});

test('docs/driving.md, put together, is a program that drives the demo', async () => {
  const text = readFileSync('docs/driving.md', 'utf8');
  const code = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('\n');
  writeFileSync(join(folder, 'drive.mjs'), code);
  const { NODE_OPTIONS: _, ...bare } = process.env;
  await promisify(execFile)(process.execPath, ['drive.mjs'], { cwd: folder, env: bare });
});
