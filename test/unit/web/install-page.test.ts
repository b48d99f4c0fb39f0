import { expect, test } from '@jest/globals';
import { html } from '../../../src/lib/html-template.js';
import { createApp } from '../../../src/web/express-app.js';
import { mountInstallPage } from '../../../src/web/install-page.js';
import { serve } from './serve.js';

const page = {
  installPath: '/slack/install',
  command: '/referrals',
  scopes: { 'chat:write': 'to show invites <in Slack>' },
  faqUrl: 'https://faq.example/?a=1&b="2"',
};

test('the page offers the install, the reasons, privacy and support', async () => {
  const app = createApp();
  mountInstallPage(app, page);
  const server = await serve(app);
  const response = await fetch(server.url);
  const text = await response.text();
  await server.close();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('href="/slack/install"');
  expect(text).toContain('to show invites &lt;in Slack&gt;');
  expect(text).toContain('https://faq.example/?a=1&amp;b=&quot;2&quot;');
  expect(text).toMatch(/deleted\s30 days after it removed the app/);
  expect(text).toContain('notes to the colleague and to the\nclient');
  expect(text).toMatch(/deleted\s30 days after Baton acted on it/);
  expect(text).toContain('<code>/referrals help</code>');
});

test('values are escaped, markup is not escaped twice', () => {
  const cell = html`<td>${'<&>'}</td>`;
  expect(html`<tr>${[cell, cell]}${cell}</tr>`.html).toBe(`<tr>${'<td>&lt;&amp;&gt;</td>'.repeat(3)}</tr>`);
});
