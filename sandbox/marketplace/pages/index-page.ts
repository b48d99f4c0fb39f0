import { html } from 'hono/html';
import type { Market } from '../market/market.js';
import type { Freelancer, State } from '../market/state.js';
import { agencyTable } from './agency-table.js';
import { type ClientView, clientView } from './client-view.js';
import { budgetText, chip, layout, press } from './layout.js';
import { callTable, switchForms, webhookTable } from './traffic-tables.js';

/** The start page, with all tables and forms. */
export function indexPage(market: Market) {
  const { state } = market;
  const jobs = Object.keys(state.jobs).flatMap((id) => clientView(market, id) ?? []);
  return layout(
    'Sandbox marketplace',
    html`<h1>Jobs</h1>
      ${jobs.length === 0 ? html`<div class="card soft">None yet. Invite somebody below.</div>` : ''}
      ${jobs.toReversed().map(jobCard)}
      <h2>People</h2>
      <table>
        <tr><th>Name</th><th>Agency</th><th>Skills</th><th>Invite to a new job</th></tr>
        ${Object.values(state.people).map((person) => personRow(state, person))}
      </table>
      <h2>Agencies</h2>
      ${agencyTable(state)}
      <h2>Trouble for Baton's calls</h2>
      ${switchForms(state)}
      <h2>Calls</h2>
      ${callTable(state)}
      <h2>Webhooks</h2>
      ${webhookTable(state)}
      <h2>Start over</h2>
      <div class="card row">${press('/reset', 'Forget all jobs, invitations and webhooks')}</div>`,
  );
}

function jobCard({ job, candidates }: ClientView) {
  return html`<section class="card">
    <div class="row spread">
      <a href="/client/jobs/${job.id}"><b>${job.title}</b></a>
      <span class="soft">${budgetText(job.budget)}${job.private ? ' · private' : ''}${job.closed ? ' · closed' : ''}</span>
    </div>
    <div class="row">${candidates.map(({ name, status }) => html`<span>${name} ${chip(status)}</span>`)}</div>
  </section>`;
}

const personRow = ({ agencies }: State, { id, name, agencyId, skills = [] }: Freelancer) => html`<tr>
  <td><a href="/people/${id}">${name}</a></td>
  <td>${agencies[agencyId ?? '']?.name ?? ''}</td>
  <td>${skills.join(', ')}</td>
  <td>
    <form method="post" action="/sandbox/invitations">
      <input type="hidden" name="freelancer" value="${id}" />
      <label>expires in <input name="expiresInSeconds" type="number" min="1" value="86400" /> s</label>
      <label><input name="private" type="checkbox" /> private</label>
      <button>Invite</button>
    </form>
  </td>
</tr>`;
