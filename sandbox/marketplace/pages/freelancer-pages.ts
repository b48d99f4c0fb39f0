import { html } from 'hono/html';
import type { Market } from '../market/market.js';
import type { Freelancer, InvitationRecord, PostedJob } from '../market/state.js';
import { budgetText, chip, layout, press } from './layout.js';

/** A job's page for freelancers; *Open on the marketplace* links to it. */
export function jobPage(market: Market, job: PostedJob) {
  const { client } = job;
  const invitations = Object.values(market.state.invitations).filter(({ jobId }) => jobId === job.id);
  const facts = [
    client.country,
    client.rating === undefined ? '' : `${client.rating} of 5`,
    client.totalSpent === undefined ? '' : `$${client.totalSpent.toLocaleString('en-US')} spent`,
    client.hires === undefined ? '' : `${client.hires} hires`,
    client.paymentVerified ? 'payment verified' : '',
  ];
  return layout(
    job.title,
    html`<div class="row spread">
        <h1>${job.title}</h1>
        <a href="/client/jobs/${job.id}">What the client sees</a>
      </div>
      <p class="soft">${budgetText(job.budget)}${job.private ? ' · private' : ''}${job.closed ? ' · closed' : ''}</p>
      <div class="card" dir="auto">${job.description ?? 'No description.'}</div>
      <p class="row">${job.skills.map(chip)}</p>
      <p>${client.name ?? 'A client'} <span class="soft">${facts.filter(Boolean).join(' · ')}</span></p>
      <h2>Invitations</h2>
      ${invitations.map((one) => invitationCard(market, one))}`,
  );
}

/** A freelancer's profile, with their possible actions. */
export function personPage(market: Market, person: Freelancer) {
  const invitations = Object.values(market.state.invitations).filter(({ personId }) => personId === person.id);
  const agency = market.state.agencies[person.agencyId ?? ''];
  return layout(
    person.name,
    html`<h1>${person.name}</h1>
      <p class="soft">${[person.title, agency?.name].filter(Boolean).join(' · ')}</p>
      <p class="row">${(person.skills ?? []).map(chip)}</p>
      <h2>Invitations</h2>
      ${invitations.map((one) => invitationCard(market, one))}
      ${invitations.length === 0 ? html`<div class="card soft">None yet.</div>` : ''}`,
  );
}

const invitationCard = ({ state }: Market, one: InvitationRecord) => html`<section class="card">
  <div class="row spread">
    <div>
      <a href="/people/${one.personId}"><b>${state.people[one.personId]?.name ?? one.personId}</b></a>
      <a href="/jobs/${one.jobId}">${state.jobs[one.jobId]?.title ?? one.jobId}</a> ${chip(one.status)}
      ${one.referral ? html`<span class="chip referred">${one.referral.referredBy.name} referred you</span>` : ''}
      ${one.expiresAt ? html`<span class="soft">until ${one.expiresAt.slice(0, 16).replace('T', ' ')} UTC</span>` : ''}
    </div>
    <div class="row">
      ${
        one.status === 'open'
          ? [press(`/invitations/${one.id}/accept`, 'Accept'), press(`/invitations/${one.id}/decline`, 'Decline')]
          : ''
      }
    </div>
  </div>
  ${one.referral?.message ? html`<blockquote dir="auto">${one.referral.message}</blockquote>` : ''}
  <blockquote dir="auto">${one.letter}</blockquote>
</section>`;
