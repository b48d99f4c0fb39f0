import { partAttached } from './part-attached.js';

/** The way in which the lines of a text flow (RFC 3676): a space ends each line that the next one continues. */
export type Flow = 'keeps-space' | 'adds-space';

/** Matches the headers that say that a part of a mail is plain text. */
const PLAIN = /^content-type:\s*text\/plain\b.*(?:\r?\n[ \t].*)*/gim;

const FLOWED = /(;\s*)(format\s*=\s*"?flowed\b)/i;
const DEL_SP = /;\s*delsp\s*=\s*"?yes\b/i;

/**
 * Finds how a mail's texts flow, and hides that from its parser, which would join quoted lines with their quotation
 * marks between them. Mails attached to it stay as they are.
 * @param mail its bytes as ISO 8859-1
 */
export function withHiddenFlow(mail: string): { mail: string; flow: Flow | undefined } {
  const { own, attached } = partAttached(mail);
  let flow: Flow | undefined;
  const hidden = own.replace(PLAIN, (header) => {
    if (!FLOWED.test(header)) return header;
    flow = DEL_SP.test(header) ? 'adds-space' : 'keeps-space';
    return header.replace(FLOWED, '$1x-$2');
  });
  return { mail: hidden + attached, flow };
}

/** Quotation marks, and the space that separates them from a line or hides what it begins with. */
const MARKS = /^(>(?: ?>)*)? ?/;

/**
 * Joins the lines of a text that flow (RFC 3676, 4). A line continues one of the same depth of quotation alone, and
 * each joined line keeps its quotation marks. The separator of a signature does not flow.
 */
export function joinFlowed(text: string, flow: Flow): string {
  const joined: { depth: number; pieces: string[]; flows: boolean }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [before, marks = ''] = MARKS.exec(line) ?? [''];
    const words = line.slice(before.length);
    const depth = marks.replaceAll(' ', '').length;
    const flows = words.endsWith(' ') && words !== '-- ';
    const piece = flows && flow === 'adds-space' ? words.slice(0, -1) : words;
    const last = joined.at(-1);
    if (last?.flows && last.depth === depth && words !== '-- ') {
      last.pieces.push(piece);
      last.flows = flows;
    } else joined.push({ depth, pieces: [piece], flows });
  }
  return joined.map(({ depth, pieces }) => `${depth > 0 ? `${'>'.repeat(depth)} ` : ''}${pieces.join('')}`).join('\n');
}
