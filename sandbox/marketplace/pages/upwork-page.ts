import { html } from 'hono/html';
import { UPWORK_DECLINE_REASONS } from '../../../src/sources/upwork/decline-reasons.js';
import type { Market } from '../market/market.js';
import type { InvitationRecord } from '../market/state.js';
import { upworkUid } from '../vendors/upwork-ids.js';
import { budgetText, chip, layout } from './layout.js';

/** A stand-in for Upwork's page of an invitation, on which the invited person does by hand what a hand-off lists. */
export function upworkPage({ state }: Market, { id, jobId, personId, status, letter }: InvitationRecord) {
  const job = state.jobs[jobId];
  const person = state.people[personId];
  const path = `/sandbox/upwork/${upworkUid(id)}`;
  return layout(
    `Invitation: ${job?.title ?? ''}`,
    html`<p class="soft">This stands in for Upwork. You are ${person?.name ?? 'the invited person'}: what Baton's card lists, you do here.</p>
      <div class="row spread"><h1>${job?.title}</h1> ${chip(status)}</div>
      <p class="soft">${budgetText(job?.budget)} · ${job?.skills.join(', ')}</p>
      <h2>Original message from client</h2>
      <blockquote dir="auto">${letter}</blockquote>
      ${status === 'open' ? answerForms(path, job?.private ?? false) : html`<div class="card soft">This invitation is ${status}. Back in Slack, press “I’ve done it” on its card.</div>`}`,
  );
}

const answerForms = (path: string, isPrivate: boolean) => html`<section class="card row">
    <form method="post" action="${path}/accept"><button>Accept</button></form>
    <span class="soft">or decline below</span>
  </section>
  <section class="card">
    <h2>Decline invitation</h2>
    <form class="stack" method="post" action="${path}/decline">
      <label>Reason
        <select name="reason">${UPWORK_DECLINE_REASONS.map(({ text }) => html`<option>${text}</option>`)}</select>
      </label>
      <label>Message <textarea name="message" rows="4"></textarea></label>
      ${isPrivate ? '' : html`<label>Refer somebody: their profile link or email <input name="refer" /></label>`}
      <button>Decline</button>
    </form>
  </section>`;
