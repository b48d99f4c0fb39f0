import type { Express } from 'express';
import { EVENTS_KEPT_MS } from '../domain/model/event/event.js';
import { PURGE_AFTER_MS } from '../domain/workspace/uninstall-tenant.js';
import { type Html, html } from '../lib/html-template.js';
import { mountGet } from './express-app.js';
import { pageAnswer } from './html-page.js';
import { ICON } from './icon.js';
import { send } from './send-answer.js';

/** The content of the page. */
export interface PageOptions {
  /** The path that begins the installation, such as `/slack/install`; absent where the app is installed at Slack. */
  readonly installPath?: string;
  readonly command: string;
  /** The scopes that the app asks for, each with its reason. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly faqUrl: string;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1d1c1d;background:#fff}
a{color:#1264a3}a.add{display:inline-block;padding:.6rem 1.2rem;border-radius:.3rem;background:#4a154b;color:#fff;text-decoration:none;font-weight:600}
svg{width:4.5rem;height:4.5rem;float:left;margin:0 1rem 0 0}td,th{padding:.3rem 1rem .3rem 0;text-align:left;vertical-align:top}`;

/** Serves `/`: a description of Baton, its scopes, its privacy notice and support. */
export function mountInstallPage(app: Express, options: PageOptions): void {
  const page = pageAnswer(200, {
    title: 'Baton: pass a job invite to the right colleague',
    style: STYLE,
    main: description(options),
  });
  mountGet(app, '/', (_request, response) => send(response, page));
}

const description = ({ installPath, command, scopes, faqUrl }: PageOptions): Html => html`${{ html: ICON }}
<h1>Baton</h1>
<p>Baton passes a job invite to the right colleague. Your agency's invites arrive in Slack; whoever cannot take one
declines it and refers a colleague in the same step; the marketplace and the client hear of it, and everybody sees what
came of it.</p>
${installing(installPath)}
<h2>What it may do in your workspace</h2>
<table>
<thead><tr><th>Scope</th><th>Why</th></tr></thead>
<tbody>
${Object.entries(scopes).map(([scope, why]) => html`<tr><td><code>${scope}</code></td><td>${why}</td></tr>\n`)}</tbody>
</table>
<h2 id="privacy">Privacy</h2>
<p>Baton keeps your workspace's people (name, email address, time zone, language), what they say of themselves (skills,
whether they have time, what they want to hear), the invites that your marketplace sends, what was decided, the notes
that people write when they refer somebody, and their feedback. The answers, the notes to the colleague and to the
client, and the names of the referrer and the colleague go to your marketplace, and nowhere else. Tokens and secrets are
encrypted where they are stored. Logs hold ids, never messages. What your marketplace sent is deleted
${days(EVENTS_KEPT_MS)} days after Baton acted on it; the invites made from it stay. All data of a workspace are deleted
${days(PURGE_AFTER_MS)} days after it removed the app, unless it installs it again before.</p>
<h2 id="support">Support</h2>
<p>In Slack, <code>${command} help</code> says what Baton can do. <a href="${faqUrl}">Questions and answers about
referrals</a> are on the marketplace's pages. For everything else, ask whoever runs this installation of Baton.</p>`;

const installing = (path: string | undefined): Html =>
  path === undefined
    ? html`<p>It runs in one workspace here, over Socket Mode, and is installed at Slack.</p>`
    : html`<p><a class="add" href="${path}">Add to Slack</a></p>`;

const days = (ms: number): number => ms / (24 * 60 * 60 * 1000);
