import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ClientJob, World } from '../../protocol.js';
import { useEntries } from '../replica-store.js';
import { type Scene, STEPS } from './steps.js';

interface Props {
  readonly world: World;
  readonly onLeave: () => void;
  /** Brings the pane of this person, or the marketplace, into view. */
  readonly onNeed: (whom: string) => void;
}

/** The tour of five steps, each with a mark on the next element to press. It continues once that was pressed. */
export function Tour({ world, onLeave, onNeed }: Props): ReactNode {
  const jobs = useEntries<ClientJob>('job/');
  const [before] = useState(() => new Set(jobs.map(({ id }) => id)));
  const [isRead, setRead] = useState(false);
  const job = jobs.findLast(
    ({ id, candidates }) => !before.has(id) && candidates.some(({ name }) => name === 'Ana Lopez'),
  );
  const scene: Scene = { job, isRead };
  const at = STEPS.findIndex(({ isDone }) => !isDone(scene));
  const step = STEPS[at];
  const whom = step?.where;
  const need = useRef(onNeed);
  need.current = onNeed;
  useEffect(() => {
    if (whom) need.current(whom);
  }, [whom]);
  useMark(step?.targets(world) ?? []);
  return (
    <aside className="tour" aria-label="Guided tour">
      <p className="tour-count">{step ? `Step ${at + 1} of ${STEPS.length}` : 'That is Baton'}</p>
      <div role="status">
        <h2>{step?.title ?? 'Everybody knows what came of it.'}</h2>
        <p>
          {step?.text ??
            'Try the rest as you like: ask first, decline, switch trouble on, skip a day, be Cara and read it in German, or invite Tom of Studio South, whose jobs are on Upwork.'}
        </p>
      </div>
      <div className="actions">
        {step?.isRead && (
          <button type="button" className="button primary" onClick={() => setRead(true)}>
            I have seen it
          </button>
        )}
        <button type="button" className="button" onClick={onLeave}>
          {step ? 'Leave the tour' : 'Play on'}
        </button>
      </div>
    </aside>
  );
}

/** Milliseconds between two looks for the thing to mark. */
const LOOK_MS = 250;

/** Marks the last element that fits the first selector which anything fits. */
function useMark(targets: readonly string[]): void {
  const wanted = targets.join('\n');
  useEffect(() => {
    let marked: Element | undefined;
    let isSeen = false;
    const mark = (found: Element | undefined) => {
      if (found === marked) return;
      marked?.classList.remove('marked');
      marked = found;
      isSeen = false;
    };
    const look = () => {
      const selectors = wanted.split('\n').filter(Boolean);
      const fitting = selectors.map((selector) => [...document.querySelectorAll(selector)].at(-1));
      const found = fitting.find(Boolean);
      mark(found);
      found?.classList.add('marked');
      // a pane may come into view after the mark
      if (isSeen || !found?.checkVisibility()) return;
      isSeen = true;
      found.scrollIntoView({ block: 'center', behavior: 'smooth' });
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      mark(undefined);
    };
  }, [wanted]);
}
