import { createElement, type ReactNode, useSyncExternalStore } from 'react';
import * as kit from 'slack-blocks-to-jsx';
import type { Json } from '../json.js';
import 'slack-blocks-to-jsx/dist/style.css';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** Draws a block that the renderer knows well: charts and Markdown. */
export function Kit({ block }: { readonly block: Json }): ReactNode {
  const isDark = useSyncExternalStore(subscribe, () => dark.matches);
  return (
    <div id="slack_blocks_to_jsx" className="kit">
      {createElement(kit.Message, {
        blocks: [block] as unknown as Parameters<typeof kit.Message>[0]['blocks'],
        logo: '',
        name: '',
        theme: isDark ? 'dark' : 'light',
        withoutWrapper: true,
      })}
    </div>
  );
}

/** Draws a `data_visualization` block. */
export const Chart = ({ block }: { readonly block: Json }): ReactNode => <Kit block={block} />;
