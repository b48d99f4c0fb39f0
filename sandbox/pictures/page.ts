import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ComponentProps, createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as kit from 'slack-blocks-to-jsx';
import type { Shown } from '../slack/driver/shown.js';
import { type Json, object, text } from '../slack/emulator/json.js';
import { asShown, enteredIn } from './as-shown.js';
import { EMOJI_FONT } from './emoji-font.js';

const { Message } = kit;
type Blocks = ComponentProps<typeof Message>['blocks'];

const kitStyle = readFileSync(createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');

const STYLE = `*{font-family:Lato,"Helvetica Neue",Arial,Twemoji,sans-serif;box-sizing:border-box}body{margin:0;padding:16px;font:15px/1.46 Lato,"Helvetica Neue",Arial,sans-serif;color:#1d1c1d;background:#fff;width:640px}
.modal{border:1px solid #ddd;border-radius:12px;box-shadow:0 4px 24px #0002;overflow:hidden}
.bar{display:flex;align-items:center;padding:14px 18px;border-bottom:1px solid #eee;font-weight:700;font-size:18px}
.body{padding:12px 18px}.foot{display:flex;justify-content:flex-end;gap:10px;padding:14px 18px;border-top:1px solid #eee}
.foot span{border:1px solid #bbb;border-radius:6px;padding:7px 14px;font-weight:700}.foot .go{background:#007a5a;border-color:#007a5a;color:#fff}
.input{margin:10px 0}.label{font-weight:700;margin-bottom:4px}.hint{color:#616061;font-size:13px;margin-top:4px}
.field{border:1px solid #bbb;border-radius:6px;padding:8px 12px;color:#1d1c1d;min-height:38px}.field.tall{min-height:74px}.field.empty{color:#868686}
.field{white-space:pre-line}.slack_blocks_to_jsx__external_select_element>div:last-child{display:none}`;

/** Renders a message or view as an HTML page: a preview, which Slack's clients may show differently. */
export function pageOf(shown: Shown, locale: string): string {
  const body = shown.kind === 'message' ? blocksOf(shown.blocks, locale) : viewOf(shown.raw, locale);
  return `<!doctype html><meta charset="utf-8"><style>${kitStyle}</style><style>${EMOJI_FONT}${STYLE}</style><div id="slack_blocks_to_jsx">${renderToStaticMarkup(body)}</div>`;
}

function viewOf(view: Json, locale: string): ReactElement {
  if (view.type === 'home') return div('home', blocksOf(view.blocks as Json[], locale));
  const words = (part: unknown) => text(object(part).text);
  const foot = [
    createElement('span', { key: 'close' }, words(view.close) || 'Cancel'),
    ...(view.submit ? [createElement('span', { key: 'submit', className: 'go' }, words(view.submit))] : []),
  ];
  return div(
    'modal',
    div('bar', words(view.title)),
    div('body', blocksOf(view.blocks as Json[], locale)),
    div('foot', ...foot),
  );
}

const div = (className: string, ...children: (ReactElement | string)[]): ReactElement =>
  createElement('div', { className }, ...children);

/** Renders each block separately, so that one that fails does not affect the others. */
const blocksOf = (blocks: readonly Json[], locale: string): ReactElement =>
  createElement('div', {}, ...blocks.map((block, key) => createElement('div', { key }, drawn(block, locale))));

function drawn(block: Json, locale: string): ReactElement {
  if (block.type === 'input') return inputOf(block);
  const element = createElement(Message, {
    blocks: [asShown(block, locale)] as unknown as Blocks,
    logo: '',
    name: '',
    theme: 'light',
    withoutWrapper: true,
  });
  try {
    renderToStaticMarkup(element);
    return element;
  } catch {
    return div('hint', `[${text(block.type)}]`);
  }
}

/** Renders an input block, since the renderer omits initial values. */
function inputOf(block: Json): ReactElement {
  const element = object(block.element);
  const value = enteredIn(element);
  const shape = `field${element.multiline ? ' tall' : ''}${value ? '' : ' empty'}`;
  const hint = text(object(block.hint).text);
  const optional = block.optional ? ' (optional)' : '';
  return div(
    'input',
    div('label', `${text(object(block.label).text)}${optional}`),
    div(shape, value || text(object(element.placeholder).text)),
    ...(hint ? [div('hint', hint)] : []),
  );
}
