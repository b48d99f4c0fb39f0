import { html } from 'hono/html';
import type { Candidate, ClientView } from './client-view.js';
import { budgetText, chip, layout, press } from './layout.js';

const ACTS = [
  ['view', 'View proposal'],
  ['interview', 'Interview'],
  ['hire', 'Hire'],
  ['decline', 'Decline'],
] as const;

/** The client's page of a job, with its candidates and actions. */
export const clientPage = ({ job, candidates }: ClientView) =>
  layout(
    `${job.title}: candidates`,
    html`<p class="soft">You are ${job.client.name ?? 'the client'}. This is what the client sees.</p>
      <div class="row spread">
        <h1>${job.title}</h1>
        ${job.closed ? chip('closed') : press(`/jobs/${job.id}/close`, 'Close the job')}
      </div>
      <p class="soft">${budgetText(job.budget)} · ${job.skills.join(', ')}${job.private ? ' · private' : ''}</p>
      ${candidates.map(candidateCard)}
      ${candidates.length === 0 ? html`<div class="card soft">Nobody is invited yet.</div>` : ''}`,
  );

const candidateCard = (one: Candidate) => html`<section class="card">
  <div class="row spread">
    <div>
      <a href="${one.profileUrl}"><b>${one.name}</b></a> ${chip(one.status)}
      ${one.referredBy ? html`<span class="chip referred">Referred by ${one.referredBy}</span>` : ''}
      <div class="soft">${[one.title, one.skills.join(', ')].filter(Boolean).join(' · ')}</div>
    </div>
    <div class="row">${buttons(one)}</div>
  </div>
  ${one.note ? html`<blockquote dir="auto">${one.note}<div class="soft">${one.referredBy}, to you</div></blockquote>` : ''}
  ${
    one.declined
      ? html`<blockquote dir="auto">${one.declined.reason}${one.declined.message ? `: ${one.declined.message}` : ''}</blockquote>`
      : ''
  }
</section>`;

function buttons({ status, proposalId, invitationId }: Candidate) {
  if (status === 'invited') {
    return [
      press(`/invitations/${invitationId}/withdraw`, 'Withdraw'),
      press(`/invitations/${invitationId}/archive`, 'Archive'),
    ];
  }
  const over = ['hired', 'declined', 'withdrawn', 'archived', 'expired'].includes(status);
  return over || !proposalId ? [] : ACTS.map(([act, label]) => press(`/proposals/${proposalId}/${act}`, label));
}
