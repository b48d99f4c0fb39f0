import { createElement, type ReactNode, useSyncExternalStore } from 'react';
import * as kit from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** Draws a `markdown` block. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  const isDark = useSyncExternalStore(subscribe, () => dark.matches);
  return (
    <div id="slack_blocks_to_jsx">
      {createElement(kit.Message, {
        blocks: [{ type: 'markdown', text }] as unknown as Parameters<typeof kit.Message>[0]['blocks'],
        ...{ logo: '', name: '', theme: isDark ? 'dark' : 'light', withoutWrapper: true },
      })}
    </div>
  );
}
