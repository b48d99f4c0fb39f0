import { expect, test } from '@jest/globals';
import { type PlaygroundParts, playgroundApp } from '../../../../sandbox/playground/server/app.js';
import { buildPage } from '../../../../sandbox/playground/server/build-page.js';
import { createReplica } from '../../../../sandbox/playground/server/replica.js';
import { createWireLog } from '../../../../sandbox/playground/server/wire-log.js';

const replica = createReplica();
const wire = createWireLog(replica);
wire.add({ kind: 'job', what: 'x', about: '', outcome: 'done', ok: true, ms: 1, sent: {}, answered: null });
const app = playgroundApp({ replica, wire } as PlaygroundParts);
const own = { host: '127.0.0.1:1234' };
const line = (headers: Record<string, string>) => app.request('/wire/1', { headers });

test('the page is made of one script, one style sheet, an icon and its fonts', async () => {
  const files = await buildPage();
  const paths = Object.keys(files).filter((path) => !/^\/Inter_\w+\.ttf$/.test(path));
  expect(paths.toSorted()).toEqual(['/', '/icon.svg', '/main.css', '/main.js', '/twemoji.woff2']);
  expect(Object.keys(files).length - paths.length).toBe(4);
  for (const { content } of Object.values(files)) expect(content.length).toBeGreaterThan(100);
});

test('the font for emoji is served as a font, and the style sheet takes emoji alone from it', async () => {
  await app.request('/', { headers: own });
  const font = await app.request('/twemoji.woff2', { headers: own });
  expect(font.headers.get('content-type')).toBe('font/woff2');
  expect(Buffer.from(await font.arrayBuffer()).toString('latin1', 0, 4)).toBe('wOF2');
  const style = await (await app.request('/main.css', { headers: own })).text();
  const [face = ''] = /@font-face\{font-family:Twemoji[^}]*\}/.exec(style) ?? [];
  expect(face).toContain('twemoji.woff2');
  expect(face).toContain('unicode-range:');
});

test('only this machine’s own page is answered', async () => {
  expect((await line({ ...own, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await line({ host: 'localhost:1234' })).status).toBe(200);
  expect((await line({ ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await line({ ...own, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await line({ host: 'evil.example' })).status).toBe(403);
});

test('what is malformed is refused, and the marketplace’s other controls cannot be reached', async () => {
  const post = (path: string, body: unknown) =>
    app.request(path, { method: 'POST', headers: own, body: JSON.stringify(body) });
  expect((await post('/press', { user: 'U1' })).status).toBe(400);
  expect((await post('/market', { what: 'agencies', input: {} })).status).toBe(400);
  expect((await post('/market', { what: 'proposals/../reset', input: {} })).status).toBe(400);
  expect((await app.request('/nothing', { headers: own })).status).toBe(404);
});
