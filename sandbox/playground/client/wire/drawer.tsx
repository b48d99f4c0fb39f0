import { type ReactNode, useState } from 'react';
import type { Trouble, World } from '../../protocol.js';
import { useConnected, useEntries, useEntry } from '../replica-store.js';
import { TimePanel } from './time-panel.js';
import { TroublePanel } from './trouble-panel.js';
import { WirePanel } from './wire-panel.js';

type Panel = 'wire' | 'trouble' | 'time';

interface Props {
  readonly world: World;
  readonly onTour: () => void;
}

/** The folded panels below the panes: the wire, trouble and time. */
export function Drawer({ world, onTour }: Props): ReactNode {
  const [open, setOpen] = useState<Panel | null>(null);
  const lines = useEntries<unknown>('wire/').length;
  const troubles = useEntry<readonly Trouble[]>('troubles') ?? [];
  const skipped = useEntry<number>('skipped') ?? 0;
  const isConnected = useConnected();
  const on = troubles.filter(({ isOn }) => isOn).length;
  const fold = (panel: Panel, name: string, note: string, className = '') => (
    <button
      type="button"
      className={`fold-button ${className}`}
      aria-expanded={open === panel}
      aria-controls="drawer"
      data-fold={panel}
      onClick={() => setOpen(open === panel ? null : panel)}
    >
      {name} <small>{note}</small>
    </button>
  );
  return (
    <footer className={`drawer${open ? ' open' : ''}`}>
      <div className="drawer-bar">
        {fold('wire', 'The wire', lines === 0 ? 'quiet' : `${lines} line${lines === 1 ? '' : 's'}`)}
        {fold('trouble', 'Trouble', on === 0 ? 'none' : `${on} on`, on > 0 ? 'warn' : '')}
        {fold('time', 'Time', skippedText(skipped))}
        <button type="button" className="fold-button" onClick={onTour}>
          Tour
        </button>
        <span className="links">
          {isConnected ? (
            world.links.map(({ name, url }) => (
              <a key={url} href={url} target="_blank" rel="noreferrer">
                {name}
              </a>
            ))
          ) : (
            <strong role="alert">The demo does not answer. The page goes on by itself once it is back.</strong>
          )}
        </span>
      </div>
      <div id="drawer" className="drawer-body">
        {open === 'wire' && <WirePanel />}
        {open === 'trouble' && <TroublePanel troubles={troubles} />}
        {open === 'time' && <TimePanel />}
      </div>
    </footer>
  );
}

function skippedText(hours: number): string {
  if (hours === 0) return 'now';
  const [count, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'} skipped`;
}
