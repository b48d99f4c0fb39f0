import { type ReactNode, useState } from 'react';
import { type Json, list, object, textOf, words } from '../json.js';
import { Mrkdwn, Plain } from '../text/mrkdwn.js';
import { Chart } from './chart.js';
import { Element, PressButton } from './element.js';
import { ErrorBoundary } from './error-boundary.js';
import { InputBlock } from './input-block.js';
import { Markdown } from './markdown.js';
import { RichText } from './rich-text.js';
import { DataTable, Table } from './tables.js';

/** Draws blocks one below the other, each in its own error boundary. */
export function Blocks({ blocks }: { readonly blocks: readonly Json[] }): ReactNode {
  return blocks.map((block, at) => {
    const id = words(block.block_id) || String(at);
    return (
      <ErrorBoundary key={id} name={words(block.type)}>
        <Block block={block} id={id} />
      </ErrorBoundary>
    );
  });
}

interface BlockProps {
  readonly block: Json;
  readonly id: string;
}

type Draw = (props: BlockProps) => ReactNode;

/** Text in Slack's markup, or plain. */
function Text({ part }: { readonly part: unknown }): ReactNode {
  const { type, text, emoji } = object(part);
  return type === 'mrkdwn' ? <Mrkdwn text={words(text)} /> : <Plain text={words(text)} emoji={emoji !== false} />;
}

function Picture({ part, className }: { readonly part: Json; readonly className: string }): ReactNode {
  const url = words(part.image_url) || words(object(part.slack_file).url);
  return <img className={className} src={url} alt={words(part.alt_text)} />;
}

const Section: Draw = ({ block, id }) => {
  const { text, fields, accessory } = block;
  const extra = object(accessory);
  return (
    <div className={`section${extra.type === 'image' ? ' with-image' : ''}`}>
      <div className="section-text">
        {text !== undefined && (
          <p>
            <Text part={text} />
          </p>
        )}
        {Array.isArray(fields) && (
          <div className="fields">
            {list(fields).map((field) => (
              <p key={textOf({ text: field.text })}>
                <Text part={field} />
              </p>
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div className="accessory">
          {extra.type === 'image' ? (
            <Picture part={extra} className="thumb" />
          ) : (
            <Element element={extra} blockId={id} label={textOf(text)} />
          )}
        </div>
      )}
    </div>
  );
};

const Context: Draw = ({ block }) => (
  <div className="context">
    {list(block.elements).map((element, at) =>
      element.type === 'image' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have nothing but their place
        <Picture key={at} part={element} className="tiny" />
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have nothing but their place
        <span key={at}>
          <Text part={element} />
        </span>
      ),
    )}
  </div>
);

const Actions: Draw = ({ block, id }) => (
  <div className="actions">
    {list(block.elements).map((element) => (
      <Element key={words(element.action_id)} element={element} blockId={id} label="" />
    ))}
  </div>
);

const Image: Draw = ({ block }) => (
  <figure className="image">
    {block.title !== undefined && (
      <figcaption>
        <Text part={block.title} />
      </figcaption>
    )}
    <Picture part={block} className="picture" />
  </figure>
);

/** The grid of `layout`: rows of items, each with its own blocks. */
const Layout: Draw = ({ block }) => (
  <fieldset className={`layout lines-${words(block.grid_lines) || 'none'}`} aria-label={words(block.label)}>
    {block.is_label_visible === true && <p className="layout-label">{words(block.label)}</p>}
    {list(block.rows).map((row, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing but their place
      <div key={at} className="layout-row">
        {list(row.items).map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
          <div key={place} className={`layout-item ${words(item.width) || 'standard'}`}>
            <Blocks blocks={list(item.blocks)} />
          </div>
        ))}
      </div>
    ))}
  </fieldset>
);

const Card: Draw = ({ block, id }) => (
  <div className="card">
    {block.hero_image !== undefined && <Picture part={object(block.hero_image)} className="hero" />}
    <div className="card-head">
      {block.icon !== undefined && <Picture part={object(block.icon)} className="icon" />}
      <div>
        {block.title !== undefined && (
          <p className="card-title">
            <Text part={block.title} />
          </p>
        )}
        {block.subtitle !== undefined && (
          <p className="card-subtitle">
            <Text part={block.subtitle} />
          </p>
        )}
      </div>
    </div>
    {block.body !== undefined && (
      <p className="card-body">
        <Text part={block.body} />
      </p>
    )}
    {list(block.actions).length > 0 && (
      <div className="actions">
        {list(block.actions).map((element) => (
          <PressButton key={words(element.action_id)} element={element} blockId={id} />
        ))}
      </div>
    )}
  </div>
);

const Carousel: Draw = ({ block }) => (
  <div className="carousel">
    {list(block.elements).map((card, at) => (
      <Card key={words(card.block_id) || at} block={card} id={words(card.block_id) || words(block.block_id)} />
    ))}
  </div>
);

const Container: Draw = ({ block }) => {
  const [isOpen, setOpen] = useState(block.default_collapsed !== true);
  const title =
    block.title === undefined ? <RichText block={object(block.rich_text_title)} /> : <Text part={block.title} />;
  return (
    <div className="container">
      <div className="container-head">
        {block.is_collapsible === true ? (
          <button type="button" className="fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {title}
          </button>
        ) : (
          <strong>{title}</strong>
        )}
        {block.subtitle !== undefined && (
          <p className="card-subtitle">
            <Text part={block.subtitle} />
          </p>
        )}
      </div>
      {isOpen && <Blocks blocks={list(block.child_blocks)} />}
    </div>
  );
};

const LEVELS: Readonly<Record<string, string>> = { info: 'i', warning: '!', error: '!', success: '✓' };

const Alert: Draw = ({ block }) => (
  <div className={`alert ${words(block.level) || 'default'}`} role="note">
    <span className="level" aria-hidden="true">
      {LEVELS[words(block.level)] ?? ''}
    </span>
    <p>
      <Text part={block.text} />
    </p>
  </div>
);

const Header: Draw = ({ block }) => (
  <h3 className="header">
    <Text part={block.text} />
  </h3>
);

const KINDS: Readonly<Record<string, Draw>> = {
  section: Section,
  context: Context,
  actions: Actions,
  context_actions: Actions,
  header: Header,
  divider: () => <hr />,
  image: Image,
  input: InputBlock,
  rich_text: ({ block }) => <RichText block={block} />,
  markdown: ({ block }) => <Markdown text={words(block.text)} />,
  table: ({ block }) => <Table block={block} />,
  data_table: ({ block }) => <DataTable block={block} />,
  data_visualization: ({ block }) => <Chart block={block} />,
  layout: Layout,
  card: Card,
  carousel: Carousel,
  container: Container,
  alert: Alert,
};

function Block({ block, id }: BlockProps): ReactNode {
  const Kind = KINDS[words(block.type)];
  if (!Kind) throw new Error(`There is no ${words(block.type)} block.`);
  return <Kind block={block} id={id} />;
}
