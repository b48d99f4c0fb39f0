import { type ReactNode, useState } from 'react';
import type { Acted, ClientJob, MarketWorld } from '../../protocol.js';
import * as api from '../api.js';
import { useEntries } from '../replica-store.js';
import { useNow } from '../text/now.js';
import { InviteForm } from './invite-form.js';
import { Vendors } from './vendors.js';

/** The marketplace: inviting somebody, and what clients see and do. */
export function Market({ market }: { readonly market: MarketWorld | null }): ReactNode {
  const jobs = useEntries<ClientJob>('job/').toReversed();
  return (
    <section className="pane market" aria-label="The marketplace">
      <header className="pane-head">
        <MarketIcon />
        <div>
          <h2>The marketplace</h2>
          <p>You are the clients. Nothing here leaves this machine.</p>
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="market-body" aria-label="Invite, and jobs" tabIndex={0}>
        {market ? (
          <>
            <InviteForm market={market} />
            <Vendors />
            <h3>Your jobs</h3>
            {jobs.length === 0 && <p className="empty-place">None yet. Invite somebody, and see who answers.</p>}
            {jobs.map((job) => (
              <Job key={job.id} job={job} />
            ))}
          </>
        ) : (
          <p className="empty-place">A marketplace of your own is connected. Play its clients there.</p>
        )}
      </section>
    </section>
  );
}

const MarketIcon = (): ReactNode => (
  <svg className="avatar market-icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 9 5.5 4h13L20 9M5 11v9h14v-9M4 9a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 9M10 20v-5h4v5" />
  </svg>
);

type Candidate = ClientJob['candidates'][number];

function Job({ job }: { readonly job: ClientJob }): ReactNode {
  const notes = [job.private && 'private', job.closed && 'closed'].filter(Boolean).join(', ');
  return (
    <article className="job-card" data-job={job.id} aria-label={job.title}>
      <h4>{job.title}</h4>
      <p className="soft">
        {job.client} · {job.budget}
        {notes && ` · ${notes}`}
      </p>
      <ul>
        {job.candidates.map((candidate) => (
          <CandidateRow key={candidate.invitationId} candidate={candidate} />
        ))}
      </ul>
    </article>
  );
}

const STATUS: Readonly<Record<string, string>> = {
  invited: 'invited, no answer yet',
  accepted: 'accepted',
  submitted: 'wants the job',
  viewed: 'looked at',
  interviewed: 'in interviews',
  hired: 'hired',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'expired',
  archived: 'archived',
};

function CandidateRow({ candidate }: { readonly candidate: Candidate }): ReactNode {
  const { name, status, referredBy, note, declined, expiresAt, proposalId, invitationId, upworkUrl } = candidate;
  return (
    <li className={`candidate ${status}`} data-candidate={name} data-status={status}>
      <p>
        <strong>{name}</strong> <span className="chip">{STATUS[status] ?? status}</span>
        {expiresAt !== undefined && <Left until={expiresAt} />}
      </p>
      {referredBy !== undefined && <p className="soft">Referred by {referredBy}</p>}
      {note !== undefined && <blockquote dir="auto">{note}</blockquote>}
      {declined && (
        <p className="soft">
          {declined.reason}
          {declined.message !== undefined && <q dir="auto">{declined.message}</q>}
        </p>
      )}
      {upworkUrl !== undefined && status === 'invited' && (
        <p className="soft">
          <a href={upworkUrl} target="_blank" rel="noreferrer">
            {name}’s page on Upwork, as a stand-in
          </a>
        </p>
      )}
      <ClientActs {...{ name, status, invitationId }} proposalId={proposalId} />
    </li>
  );
}

const relative = new Intl.RelativeTimeFormat('en');

/** Units of time: their length in hours, and the least hours for which they are used. */
const SPANS = [
  [24, 'day', 48],
  [1, 'hour', 2],
  [1 / 60, 'minute', 0],
] as const;

function Left({ until }: { readonly until: string }): ReactNode {
  const hours = (Date.parse(until) - useNow().getTime()) / 3_600_000;
  const [size, unit] = SPANS.find(([, , least]) => hours >= least) ?? SPANS[2];
  const said = relative.format(Math.round(hours / size), unit);
  return <span className="soft"> expires {said}</span>;
}

interface ActsProps {
  readonly name: string;
  readonly status: string;
  readonly invitationId: string;
  readonly proposalId: string | undefined;
}

/** The actions that a client has for a candidate now. */
function ClientActs({ name, status, invitationId, proposalId }: ActsProps): ReactNode {
  const [trouble, setTrouble] = useState('');
  const act = async (what: string) => {
    const { trouble: said = '' }: Acted = await api.onMarket(what);
    setTrouble(said);
  };
  const buttons: [label: string, what: string, style?: string][] = proposalId
    ? [
        ...(status === 'submitted' ? ([['View', `proposals/${proposalId}/view`]] as [string, string][]) : []),
        ...(status !== 'interviewed'
          ? ([['Interview', `proposals/${proposalId}/interview`]] as [string, string][])
          : []),
        ['Hire', `proposals/${proposalId}/hire`, 'primary'],
        ['Turn down', `proposals/${proposalId}/decline`],
      ]
    : [['Withdraw', `invitations/${invitationId}/withdraw`]];
  const isOpen = ['invited', 'submitted', 'viewed', 'interviewed'].includes(status);
  return (
    <>
      {isOpen && (
        <div className="actions">
          {buttons.map(([label, what, style = '']) => (
            <button
              key={label}
              type="button"
              className={`button small ${style}`}
              aria-label={`${label}: ${name}`}
              onClick={() => void act(what)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
