import { type ReactNode, useEffect, useState } from 'react';
import type { WireDetail, WireKind, WireLine } from '../../protocol.js';
import * as api from '../api.js';
import { useEntries } from '../replica-store.js';

/** Each kind of line, with the way it goes. */
const KINDS: Readonly<Record<WireKind, readonly [name: string, way: string]>> = {
  webhook: ['Webhook', 'Marketplace → Baton'],
  event: ['Event', 'Slack → Baton'],
  interaction: ['Click', 'Slack → Baton'],
  job: ['Job', 'Baton’s queue'],
  marketplace: ['Call', 'Baton → Marketplace'],
  slack: ['Call', 'Baton → Slack'],
};

/** Look-ups that repeat all the time and say little. */
const ROUTINE = /^(users\.|conversations\.|auth\.|team\.|bots\.|GET (?!\/(vollna|getmany)\/))/;

/** Everything that goes between Slack, Baton and the marketplace, the newest first. */
export function WirePanel(): ReactNode {
  const lines = useEntries<WireLine>('wire/');
  const [hidden, setHidden] = useState<ReadonlySet<WireKind>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const shown = lines
    .filter(({ kind, what, ok }) => !hidden.has(kind) && (isWhole || !ok || !ROUTINE.test(what)))
    .toReversed();
  const toggle = (kind: WireKind) => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };
  return (
    <div className="wire">
      <div className="wire-filter">
        {(Object.keys(KINDS) as WireKind[]).map((kind) => (
          <button
            key={kind}
            type="button"
            className={`kind ${kind}`}
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
          >
            {KINDS[kind][0]} <small>{KINDS[kind][1]}</small>
          </button>
        ))}
        <label className="check">
          <input type="checkbox" checked={isWhole} onChange={({ target }) => setWhole(target.checked)} />
          Look-ups too
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="wire-lines" aria-label="The wire" tabIndex={0}>
        {shown.length === 0 && <p className="empty-place">Nothing has gone over the wire yet.</p>}
        <ol>
          {shown.map((line) => (
            <Line
              key={line.n}
              line={line}
              isOpen={open === line.n}
              onToggle={() => setOpen(open === line.n ? null : line.n)}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

interface LineProps {
  readonly line: WireLine;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Line({ line, isOpen, onToggle }: LineProps): ReactNode {
  const { at, kind, what, about, outcome, ok, ms, attempt } = line;
  const [name, way] = KINDS[kind];
  return (
    <li className={ok ? '' : 'failed'}>
      <button type="button" className="wire-line" aria-expanded={isOpen} onClick={onToggle}>
        <time dateTime={at}>{new Date(at).toLocaleTimeString('en-GB')}</time>
        <span className={`kind ${kind}`} title={way}>
          {name}
        </span>
        <span className="what">{what}</span>
        <span className="about">{about}</span>
        <span className="tries">{attempt > 1 ? `try ${attempt}` : ''}</span>
        <span className="outcome">{outcome}</span>
        <span className="ms">{`${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}</span>
      </button>
      {isOpen && <Detail n={line.n} />}
    </li>
  );
}

function Detail({ n }: { readonly n: number }): ReactNode {
  const [detail, setDetail] = useState<WireDetail | null>();
  useEffect(() => void api.wireDetail(n).then(setDetail), [n]);
  if (detail === undefined) return <p className="soft">Reading…</p>;
  if (detail === null) return <p className="soft">This is too long ago.</p>;
  return (
    <div className="detail">
      <Part name="Sent" content={detail.sent} />
      <Part name="Answered" content={detail.answered} />
    </div>
  );
}

const Part = ({ name, content }: { readonly name: string; readonly content: unknown }): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section aria-label={name} tabIndex={0}>
    <h4>{name}</h4>
    <pre>{typeof content === 'string' ? content || '(nothing)' : JSON.stringify(content, null, 2)}</pre>
  </section>
);
