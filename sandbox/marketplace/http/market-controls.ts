import { Hono } from 'hono';
import { z } from 'zod';
import { Client, Job } from '../../../src/sources/contract/schema/job.js';
import { Person } from '../../../src/sources/contract/schema/person.js';
import { invitationFor } from '../market/contract-view.js';
import { newId } from '../market/market.js';
import { inviteTo, type JobValues, postJob } from '../market/post-job.js';
import type { Freelancer, State } from '../market/state.js';
import { orNotFound, readInput, respond } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

const yes = z.union([z.boolean(), z.literal('on').transform(() => true)]);

const Secret = z.string().startsWith('whsec_');

/** Secrets from JSON, or from one form field that separates them with white space. */
const Secrets = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(/\s+/).filter(Boolean) : given),
  z.array(Secret).min(1),
);

const WebhookInput = z.object({ url: z.url(), secrets: Secrets });

const AgencyInput = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  token: z.string().min(8),
  webhook: WebhookInput.exactOptional(),
});

const PersonInput = Person.extend({ id: z.string().min(1).exactOptional(), agencyId: z.string().exactOptional() });

const JobInput = Job.omit({ url: true }).extend({ client: Client, private: yes }).partial();

const InvitationInput = z.object({
  /** Id or email address of a freelancer. */
  freelancer: z.string(),
  /** Id of a job; absent: a new job is posted. */
  jobId: z.string().exactOptional(),
  job: JobInput.exactOptional(),
  private: yes.exactOptional(),
  letter: z.string().exactOptional(),
  expiresInSeconds: z.coerce.number().int().exactOptional(),
});

const personOf = ({ people }: State, key: string) =>
  orNotFound(people[key] ?? Object.values(people).find(({ email }) => email === key), 'freelancer');

/** Controls that create agencies, people, jobs and invitations. */
export function marketControls({ market, changed }: Sandbox): Hono<Http> {
  const { state } = market;
  const app = new Hono<Http>();
  app.post('/agencies', async (c) => {
    const agency = await readInput(c, AgencyInput);
    state.agencies[agency.id] = { ...state.agencies[agency.id], ...agency };
    await changed();
    return respond(c, { id: agency.id }, 201);
  });
  app.post('/agencies/:id/webhook', async (c) => {
    orNotFound(state.agencies[c.req.param('id')], 'agency').webhook = await readInput(c, WebhookInput);
    await changed();
    return respond(c, {});
  });
  app.post('/people', async (c) => {
    const person: Freelancer = { id: newId('p'), ...(await readInput(c, PersonInput)) };
    state.people[person.id] = person;
    await changed();
    return respond(c, person, 201);
  });
  app.post('/jobs', async (c) => {
    const job = postJob(market, (await readInput(c, JobInput)) as JobValues);
    await changed();
    return respond(c, job, 201);
  });
  app.post('/invitations', async (c) => {
    const { freelancer, jobId, job: jobInput, private: isPrivate, ...facts } = await readInput(c, InvitationInput);
    const person = personOf(state, freelancer);
    const jobValues = { ...jobInput, ...(isPrivate && { private: true }) } as JobValues;
    const job = jobId === undefined ? postJob(market, jobValues) : orNotFound(state.jobs[jobId], 'job');
    const invitation = inviteTo(market, { ...facts, personId: person.id, jobId: job.id });
    await changed();
    return respond(c, invitationFor(market, person.agencyId, invitation), 201);
  });
  return app;
}

/**
 * Controls that read the sandbox's state, so that programs can check what happened. Tokens and secrets are left out.
 */
export function readControls({ market: { state } }: Sandbox): Hono<Http> {
  const app = new Hono<Http>();
  const agencies = () =>
    Object.values(state.agencies).map(({ id, name, webhook }) => ({
      id,
      name,
      ...(webhook && { webhook: { url: webhook.url, gone: webhook.gone ?? false } }),
    }));
  app.get('/state', (c) => c.json({ ...state, agencies: agencies(), remembered: undefined }));
  app.get('/calls', (c) => c.json(state.calls));
  app.get('/effects', (c) => c.json(state.effects));
  app.get('/deliveries', (c) => c.json(Object.values(state.deliveries)));
  app.get('/switches', (c) => c.json(state.switches));
  return app;
}
