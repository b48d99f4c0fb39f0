import { type ReactNode, useState } from 'react';
import { type Json, list, object, words } from '../json.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { RichText } from './rich-text.js';

const rowsOf = (block: Json): readonly (readonly Json[])[] =>
  (Array.isArray(block.rows) ? block.rows : []).map((row) => list(Array.isArray(row) ? row : object(row).cells));

function Cell({ cell }: { readonly cell: Json }): ReactNode {
  if (cell.type === 'rich_text') return <RichText block={cell} />;
  if (cell.type === 'raw_number') return words(cell.text) || String(cell.value ?? '');
  return words(cell.text);
}

/** Draws a `table` block, whose first row is its head. */
export function Table({ block }: { readonly block: Json }): ReactNode {
  const say = useSlackUiWords();
  const [head = [], ...rows] = rowsOf(block);
  const settings = list(block.column_settings);
  const align = (column: number) => ({ textAlign: (words(settings[column]?.align) || 'left') as 'left' });
  return (
    <Scrolling label={say.table}>
      <table>
        <Head cells={head} align={align} />
        <tbody>{rows.map((row, at) => tableRow(row, at, align))}</tbody>
      </table>
    </Scrolling>
  );
}

type Align = (column: number) => { textAlign: 'left' };

const Head = ({ cells, align }: { readonly cells: readonly Json[]; readonly align: Align }): ReactNode => (
  <thead>
    <tr>
      {cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have nothing but their place
        <th key={column} scope="col" style={align(column)}>
          <Cell cell={cell} />
        </th>
      ))}
    </tr>
  </thead>
);

const tableRow = (row: readonly Json[], at: number, align: Align, header = -1): ReactNode => (
  <tr key={at}>
    {row.map((cell, column) =>
      column === header ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have nothing but their place
        <th key={column} scope="row" style={align(column)}>
          <Cell cell={cell} />
        </th>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have nothing but their place
        <td key={column} style={align(column)}>
          <Cell cell={cell} />
        </td>
      ),
    )}
  </tr>
);

/** Draws a `data_table` block: a table with a caption and pages. Numbers are on the right. */
export function DataTable({ block }: { readonly block: Json }): ReactNode {
  const say = useSlackUiWords();
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = rowsOf(block);
  const size = Number(block.page_size ?? 10) || 10;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const [first] = rows;
  const align: Align = (column) => ({
    textAlign: first?.[column]?.type === 'raw_number' ? ('right' as 'left') : 'left',
  });
  const header = Number(block.row_header_column_index ?? -1);
  return (
    <Scrolling label={words(block.caption)}>
      <table>
        <caption>{words(block.caption)}</caption>
        <Head cells={head} align={align} />
        <tbody>{rows.slice(page * size, (page + 1) * size).map((row, at) => tableRow(row, at, align, header))}</tbody>
      </table>
      {pages > 1 && (
        <p className="pages">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {say.back}
          </button>
          {say.page(page + 1, pages)}
          <button type="button" disabled={page + 1 === pages} onClick={() => setPage(page + 1)}>
            {say.next}
          </button>
        </p>
      )}
    </Scrolling>
  );
}

/** A frame for content that may be wider than the message, and can then be scrolled, by keyboard too. */
const Scrolling = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className="scrolling" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
