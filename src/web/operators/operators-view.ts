import type { DeadLetter, Replayed } from '../../domain/operating/dead-letters.js';
import type { HeldWork } from '../../domain/operating/held-work.js';
import type { Outstanding } from '../../domain/ports.js';
import { type Html, html } from '../../lib/html-template.js';
import { pageAnswer } from '../html-page.js';
import { ICON } from '../icon.js';
import type { Answer } from '../send-answer.js';

/** The state that the page shows. */
export interface OperatorsState {
  readonly now: Date;
  readonly outstanding: readonly Outstanding[];
  readonly letters: readonly DeadLetter[];
  /** Absent where Redis does not answer. */
  readonly held: readonly HeldWork[] | undefined;
  /** The workspaces' names by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** The one workspace that is shown; all when absent. */
  readonly tenantId: string | undefined;
  /** The result of the form that was sent. */
  readonly replayed: Replayed | undefined;
}

const STYLE = `:root{color-scheme:light dark;--ink:light-dark(#1d1c1d,#e8e6ea);--soft:light-dark(#616061,#a9a5ad);--line:light-dark(#ddd,#45404c);--ground:light-dark(#fff,#1a1720);--raised:light-dark(#f7f5fa,#241f2d);--warn:light-dark(#a3420b,#ffb27a);--link:light-dark(#1264a3,#7cc0f5)}
body{font:15px/1.5 system-ui,sans-serif;margin:0;color:var(--ink);background:var(--ground)}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
header{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}svg{width:2.5rem;height:2.5rem}h1{font-size:1.4rem;margin:0 auto 0 0}
a{color:var(--link)}h2{font-size:1.1rem;margin:2.2rem 0 .3rem}p{margin:.3rem 0}.soft{color:var(--soft)}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.8rem;margin:1.2rem 0 0;padding:0;list-style:none}
.sums li{background:var(--raised);border-radius:.5rem;padding:.7rem 1rem}.sums b{display:block;font-size:1.6rem;line-height:1.2}.warn{color:var(--warn)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{padding:.45rem .8rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}th{font-weight:600;color:var(--soft);white-space:nowrap}
td.count,th.count{text-align:right}code{font-size:.9em}td code,time{white-space:nowrap}td:last-child{min-width:12rem}
button{font:inherit;padding:.45rem .9rem;margin:.3rem .5rem .3rem 0;border-radius:.3rem;border:1px solid var(--line);background:var(--raised);color:var(--ink);cursor:pointer}
button.first{background:#4a154b;border-color:#4a154b;color:#fff}input[type=checkbox]{width:1.1rem;height:1.1rem;margin:.2rem 0}
.notice{background:var(--raised);border-left:4px solid #2eb67d;padding:.6rem 1rem;margin:1.2rem 0 0}`;

/** Renders the page. */
export const operatorsPage = (state: OperatorsState): Answer =>
  pageAnswer(200, { title: 'Baton for operators', style: STYLE, main: contentOf(state) });

/** Renders the page for a browser without the token. */
export const closedPage = (): Answer =>
  pageAnswer(401, {
    title: 'Baton for operators',
    style: STYLE,
    main: html`<header>${{ html: ICON }}<h1>Baton for operators</h1></header>
<p>This page is closed. Open the address that <code>baton page</code> printed, with the token at its end: it lets this
browser in. A form counts only from this page itself.</p>`,
  });

const contentOf = (state: OperatorsState): Html => html`<header>${{ html: ICON }}<h1>Baton for operators</h1>
<span class="soft">${timeText(state.now)}</span> <a href="${addressOf(state.tenantId)}">Read again</a></header>
${noticeOf(state.replayed)}${scopeOf(state)}${sumsOf(state)}
<h2 id="dead">Given up</h2>
${lettersOf(state)}
<h2 id="waiting">Waiting</h2>
${waitingOf(state)}
<h2 id="held">Held</h2>
${heldOf(state)}`;

const NONE: Html = html``;

const addressOf = (tenantId: string | undefined): string =>
  tenantId === undefined ? '/' : `/?${new URLSearchParams({ tenant: tenantId })}`;

function noticeOf(replayed: Replayed | undefined): Html {
  if (!replayed) return NONE;
  const { due, over } = replayed;
  const done =
    due > 0 ? `${due} due again: a worker runs ${due === 1 ? 'it' : 'them'} within seconds.` : 'Nothing was replayed.';
  const left = over > 0 ? ` ${over} left as they are: their invites were given back, and members can act again.` : '';
  return html`<p class="notice" role="status">${done}${left}</p>`;
}

const scopeOf = ({ tenantId, names }: OperatorsState): Html =>
  tenantId === undefined
    ? NONE
    : html`<p>Workspace ${names.get(tenantId) ?? ''} <code>${tenantId}</code> alone. <a href="/">All workspaces</a></p>`;

function sumsOf({ outstanding, letters, held }: OperatorsState): Html {
  const sum = (of: 'due' | 'retried' | 'planned') => outstanding.reduce((total, row) => total + row[of], 0);
  const retried = sum('retried');
  return html`<ul class="sums">
${oneSum(letters.length, 'given up', letters.length > 0)}
${oneSum(sum('due'), 'due now')}
${oneSum(retried, 'tried again later', retried > 0)}
${oneSum(sum('planned'), 'planned')}
${held ? oneSum(held.length, 'held', held.length > 0) : html`<li class="warn"><b>?</b>held: Redis does not answer</li>`}
</ul>`;
}

const oneSum = (count: number, what: string, isWarning = false): Html =>
  html`<li class="${isWarning ? 'warn' : ''}"><b>${count}</b>${what}</li>`;

function lettersOf({ letters, names, tenantId, now }: OperatorsState): Html {
  if (letters.length === 0) return html`<p class="soft">Nothing was given up.</p>`;
  return html`<p>Mend the cause first. A replay does nothing twice, however often it is made.</p>
<form method="post" action="/">
<input type="hidden" name="tenant" value="${tenantId ?? ''}">
<div class="scroll"><table>
<thead><tr><th></th><th>Job</th><th>Workspace</th><th>Document</th><th class="count">Tries</th><th>Due</th><th>Error</th></tr></thead>
<tbody>
${letters.map(
  ({
    ref,
    work,
    isOver,
  }) => html`<tr><td>${isOver ? NONE : boxFor(work.id, ref.id)}</td><td><code>${work.job}</code></td>
<td>${workspace(ref.tenantId, names)}</td><td><code>${ref.id}</code></td><td class="count">${work.attempts}</td>
<td>${spanText(work.at, now)}</td><td>${work.error ?? ''}${isOver ? html` <span class="soft">The invite was given back: nothing to replay.</span>` : NONE}</td></tr>\n`,
)}</tbody></table></div>
<button class="first">Replay the ticked ones</button>
<button name="all" value="1">Replay all ${letters.length}${tenantId === undefined ? '' : ' of this workspace'}</button>
</form>`;
}

const boxFor = (workId: string, documentId: string): Html =>
  html`<input type="checkbox" name="work" value="${workId}" aria-label="Replay ${documentId}">`;

function waitingOf({ outstanding, names, now }: OperatorsState): Html {
  if (outstanding.length === 0) return html`<p class="soft">Nothing waits.</p>`;
  const rows = [...outstanding].sort((a, b) => b.due - a.due || b.retried - a.retried || +a.firstAt - +b.firstAt);
  return html`<div class="scroll"><table>
<thead><tr><th>Job</th><th>Workspace</th><th class="count">Due</th><th class="count">Tried again</th><th class="count">Planned</th>
<th>First</th><th>Why it is tried again</th></tr></thead>
<tbody>
${rows.map(
  ({
    tenantId,
    job,
    due,
    retried,
    planned,
    firstAt,
    error,
  }) => html`<tr><td><code>${job}</code></td><td>${workspace(tenantId, names)}</td>
<td class="count">${due}</td><td class="count">${retried}</td><td class="count">${planned}</td><td>${spanText(firstAt, now)}</td><td>${error ?? ''}</td></tr>\n`,
)}</tbody></table></div>`;
}

function heldOf({ held, now }: OperatorsState): Html {
  if (!held)
    return html`<p class="warn">Redis does not answer, so nobody knows what is held. Work is kept in MongoDB and goes on.</p>`;
  if (held.length === 0) return html`<p class="soft">No limit and no fault of the configuration holds work up.</p>`;
  return html`<p>The work goes on by itself at the next try. What is held for long needs a higher limit, or the configuration
corrected.</p>
<div class="scroll"><table>
<thead><tr><th>What</th><th>Why</th><th>Since</th><th>Next try</th></tr></thead>
<tbody>
${held.map(
  ({ key, why, since, until }) =>
    html`<tr><td><code>${key}</code></td><td>${why}</td><td>${spanText(since, now)}</td><td>${spanText(until, now)}</td></tr>\n`,
)}</tbody></table></div>`;
}

const workspace = (id: string, names: OperatorsState['names']): Html =>
  html`<a href="${addressOf(id)}">${names.get(id) ?? id}</a> <code class="soft">${id}</code>`;

const timeText = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** Returns the time between a moment and now, such as "3 minutes ago", with the exact time as a tooltip. */
function spanText(at: Date, now: Date): Html {
  const ms = at.getTime() - now.getTime();
  const [unit, size] = UNITS.find(([, least]) => Math.abs(ms) >= least) ?? (['second', 1000] as const);
  const count = Math.trunc(ms / size);
  const text = count === 0 ? 'now' : relative.format(count, unit);
  return html`<time datetime="${at.toISOString()}" title="${timeText(at)}">${text}</time>`;
}
