import { type ReactNode, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Pictured } from '../protocol.js';
import { Blocks } from './blocks/blocks.js';
import { SurfaceProvider } from './blocks/surface-context.js';
import { Message } from './pane/message.js';
import { Modal } from './pane/modals.js';
import { ReadingProvider } from './reader-context.js';
import './style.css';
import './style/picture.css';

/** One message, modal or App Home, as its reader sees it. */
function Picture({ world, person, shown }: Pictured): ReactNode {
  return (
    <ReadingProvider value={{ world, person }}>
      <main className={`picture of-${'view' in shown ? shown.view.type : 'message'}`}>{drawn(shown, person.id)}</main>
    </ReadingProvider>
  );
}

function drawn(shown: Pictured['shown'], user: string): ReactNode {
  if ('message' in shown) return <Message message={shown.message} isWhisper={shown.isWhisper} />;
  const { view } = shown;
  if (view.type === 'modal') return <Modal view={view} depth={0} isTop />;
  return (
    <section className="home blocks">
      <SurfaceProvider user={user} spot={{ view: view.id }}>
        <Blocks blocks={view.blocks} />
      </SurfaceProvider>
    </section>
  );
}

const root = createRoot(document.getElementById('root') ?? document.body);

let shown = 0;

/** Replaces what the page shows, at once. */
const show = (pictured: Pictured): void =>
  flushSync(() =>
    root.render(
      <StrictMode>
        <Picture key={++shown} {...pictured} />
      </StrictMode>,
    ),
  );

Object.assign(window, { show });
