import { type FormEvent, type ReactNode, useState } from 'react';
import type { JobSample, MarketWorld, VendorState } from '../../protocol.js';
import * as api from '../api.js';
import { useEntry } from '../replica-store.js';

/** Days until an invite expires. */
const DAYS = [1, 2, 3, 7];

const EMPTY: JobSample = {
  title: '',
  description: '',
  client: '',
  country: '',
  kind: 'fixed',
  min: 3000,
  max: 3000,
  skills: [],
  letter: '',
};

/** Invites somebody to a job: one of the samples, or one's own words. */
export function InviteForm({ market }: { readonly market: MarketWorld }): ReactNode {
  const [sample, setSample] = useState(0);
  const [freelancer, setFreelancer] = useState(market.freelancers[0]?.id ?? '');
  const [isOpen, setOpen] = useState(false);
  const [job, setJob] = useState<JobSample>(market.samples[0] ?? EMPTY);
  const [days, setDays] = useState(3);
  const [isPrivate, setPrivate] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [invited, setInvited] = useState<Freelancer>();
  const vendors = useEntry<readonly VendorState[]>('vendors') ?? [];
  const take = (at: number) => {
    setSample(at);
    setJob(market.samples[at] ?? EMPTY);
    if (at < 0) setOpen(true);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const input = { freelancer, job: asPosted(job), private: isPrivate, expiresInSeconds: days * 86_400 };
    const { trouble: said = '' } = await api.onMarket('invitations', {
      ...input,
      ...(job.letter && { letter: job.letter }),
    });
    setTrouble(said);
    setInvited(market.freelancers.find(({ id }) => id === freelancer));
    if (!said && sample >= 0) take((sample + 1) % market.samples.length);
  };
  return (
    <form className="invite" onSubmit={(event) => void send(event)} aria-label="Invite somebody">
      <h3>Invite somebody</h3>
      <div className="row">
        <label>
          Who
          <select value={freelancer} onChange={({ target }) => setFreelancer(target.value)}>
            {[...Map.groupBy(market.freelancers, groupOf)].map(([group, freelancers]) => (
              <optgroup key={group} label={group}>
                {freelancers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          To answer within
          <select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {DAYS.map((one) => (
              <option key={one} value={one}>
                {one === 1 ? '1 day' : `${one} days`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        Job
        <select value={sample} onChange={({ target }) => take(Number(target.value))}>
          {market.samples.map(({ title }, at) => (
            <option key={title} value={at}>
              {title}
            </option>
          ))}
          <option value={-1}>Write my own…</option>
        </select>
      </label>
      {isOpen && <JobFields job={job} onChange={setJob} />}
      <div className="row foot">
        <label className="check">
          <input type="checkbox" checked={isPrivate} onChange={({ target }) => setPrivate(target.checked)} />
          Private job
        </label>
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide the details' : 'Change the details'}
        </button>
        <button type="submit" className="button primary" data-tour="invite">
          Send the invite
        </button>
      </div>
      <p className="said" role="status">
        {trouble || (invited && sentText(invited, vendors))}
      </p>
    </form>
  );
}

type Freelancer = MarketWorld['freelancers'][number];

const groupOf = ({ agency, onUpwork }: Freelancer): string =>
  agency === undefined ? 'No agency' : onUpwork ? `${agency}, on Upwork` : agency;

/** Tells who has the invite, and where Baton shows it. */
function sentText({ name, agency, onUpwork }: Freelancer, vendors: readonly VendorState[]): string {
  if (agency === undefined) return `${name} has the invite. Without an agency, nobody sees it in Slack.`;
  if (!onUpwork) return `${name} has the invite.`;
  if (vendors.some(({ isConnected }) => isConnected))
    return `${name} has it on Upwork. Its card is with ${name}, or with Mira until she links the two.`;
  return `${name} has it on Upwork. Baton does not know of it yet: connect Vollna, Getmany or Mail below.`;
}

interface FieldsProps {
  readonly job: JobSample;
  readonly onChange: (job: JobSample) => void;
}

function JobFields({ job, onChange }: FieldsProps): ReactNode {
  const change = (part: Partial<JobSample>) => onChange({ ...job, ...part });
  return (
    <div className="job-fields">
      <label>
        Title
        <input required value={job.title} onChange={({ target }) => change({ title: target.value })} />
      </label>
      <div className="row">
        <label>
          Client
          <input value={job.client} onChange={({ target }) => change({ client: target.value })} />
        </label>
        <label>
          Country
          <input value={job.country} onChange={({ target }) => change({ country: target.value })} />
        </label>
      </div>
      <div className="row">
        <label>
          Paid
          <select
            value={job.kind}
            onChange={({ target }) => change({ kind: target.value === 'hourly' ? 'hourly' : 'fixed' })}
          >
            <option value="fixed">a fixed price</option>
            <option value="hourly">by the hour</option>
          </select>
        </label>
        <label>
          From, in USD
          <input
            type="number"
            min={0}
            value={job.min}
            onChange={({ target }) => change({ min: Number(target.value) })}
          />
        </label>
        <label>
          To
          <input
            type="number"
            min={0}
            value={job.max}
            onChange={({ target }) => change({ max: Number(target.value) })}
          />
        </label>
      </div>
      <label>
        Skills, with commas
        <input
          value={job.skills.join(', ')}
          onChange={({ target }) => change({ skills: target.value.split(/,\s*/) })}
        />
      </label>
      <label>
        What it is about
        <textarea rows={2} value={job.description} onChange={({ target }) => change({ description: target.value })} />
      </label>
      <label>
        Letter to the freelancer
        <textarea rows={3} value={job.letter} onChange={({ target }) => change({ letter: target.value })} />
      </label>
    </div>
  );
}

/** Turns the form into a job of the contract. */
const asPosted = ({ title, description, client, country, kind, min, max, skills }: JobSample) => ({
  ...{ title, description },
  budget: { kind, min, max: Math.max(min, max), currency: 'USD' },
  skills: skills.filter(Boolean),
  client: { ...(client && { name: client }), ...(country && { country }) },
});
