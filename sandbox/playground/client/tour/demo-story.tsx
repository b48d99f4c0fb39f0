import type { ReactNode } from 'react';
import type { StoryLine } from '../../protocol.js';
import { useEntry } from '../replica-store.js';

/** The story that the demo plays, step by step. */
export function DemoStory(): ReactNode {
  const line = useEntry<StoryLine>('story');
  if (!line) return null;
  const { n, of, title, seen } = line;
  return (
    <aside className="story" aria-label="The story">
      <progress max={of} value={seen === undefined ? n - 1 : n} aria-label={`Step ${n} of ${of}`} />
      <div role="status">
        <p>
          <strong>
            {n}. {title}
          </strong>
        </p>
        <p>{seen ?? '…'}</p>
      </div>
    </aside>
  );
}
