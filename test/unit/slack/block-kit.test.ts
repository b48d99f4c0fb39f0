import { describe, expect, test } from '@jest/globals';
import { expectAnswerFits, expectCallFits, problemsOf, type Surface } from '../../support/block-kit.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('fine') };
const button = { type: 'button', action_id: 'a', text: plain('Press'), value: 'v' };
const input = {
  type: 'input',
  block_id: 'i',
  label: plain('Say'),
  element: { type: 'plain_text_input', action_id: 'v' },
};
const option = (value: string) => ({ text: plain(value), value });

const message = (blocks: unknown[], text = 'fine') => ({ text, blocks });
const modal = (blocks: unknown[], more: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Go'),
  blocks,
  ...more,
});
const mrkdwn = (text: string) => message([{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]);
const picker = (more: object) =>
  message([
    { type: 'actions', elements: [{ type: 'static_select', action_id: 's', options: [option('a')], ...more }] },
  ]);

const long = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const bad: [string, Surface, unknown][] = [
  ['no text', 'message', { blocks: [section] }],
  ['empty text', 'message', message([section], ' ')],
  ['51 blocks', 'message', message(times(51, () => section))],
  ['101 blocks', 'modal', modal(times(101, () => section))],
  ['no blocks', 'modal', modal([])],
  ['unknown block', 'message', message([{ type: 'carpet' }])],
  ['unknown key', 'message', message([{ ...section, colour: 'red' }])],
  ['section without text', 'message', message([{ type: 'section' }])],
  ['empty section', 'message', message([{ type: 'section', text: plain('') }])],
  ['long section', 'message', message([{ type: 'section', text: plain(long(3001)) }])],
  ['11 fields', 'message', message([{ type: 'section', fields: times(11, () => plain('f')) }])],
  ['long field', 'message', message([{ type: 'section', fields: [plain(long(2001))] }])],
  ['long header', 'message', message([{ type: 'header', text: plain(long(151)) }])],
  ['mrkdwn header', 'message', message([{ type: 'header', text: { type: 'mrkdwn', text: 'no' } }])],
  ['11 context elements', 'message', message([{ type: 'context', elements: times(11, () => plain('c')) }])],
  ['no actions', 'message', message([{ type: 'actions', elements: [] }])],
  [
    '26 actions',
    'message',
    message([{ type: 'actions', elements: times(26, (i) => ({ ...button, action_id: `a${i}` })) }]),
  ],
  ['long button', 'message', message([{ type: 'actions', elements: [{ ...button, text: plain(long(76)) }] }])],
  ['long value', 'message', message([{ type: 'actions', elements: [{ ...button, value: long(2001) }] }])],
  ['no action id', 'message', message([{ type: 'actions', elements: [{ ...button, action_id: '' }] }])],
  [
    'a script as a link',
    'message',
    message([{ type: 'actions', elements: [{ ...button, url: 'javascript:alert(1)' }] }]),
  ],
  ['action ids repeat', 'message', message([{ type: 'actions', elements: [button, button] }])],
  ['block ids repeat', 'message', message(times(2, () => ({ ...section, block_id: 'same' })))],
  ['long block id', 'message', message([{ ...section, block_id: long(256) }])],
  ['input in a message', 'message', message([input])],
  ['no options', 'message', picker({ options: [] })],
  ['101 options', 'message', picker({ options: times(101, (i) => option(`o${i}`)) })],
  ['options repeat', 'message', picker({ options: [option('a'), option('a')] })],
  ['long option', 'message', picker({ options: [{ text: plain(long(76)), value: 'v' }] })],
  ['long option value', 'message', picker({ options: [{ text: plain('o'), value: long(76) }] })],
  ['strange initial option', 'message', picker({ initial_option: option('b') })],
  ['long placeholder', 'message', picker({ placeholder: plain(long(151)) })],
  ['long confirmation', 'message', picker({ confirm: {} })],
  [
    'empty rich text',
    'message',
    message([{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [] }] }]),
  ],
  ['a mention', 'message', mrkdwn('<@U123> look')],
  ['a broadcast', 'message', mrkdwn('<!channel> look')],
  ['unescaped bracket', 'message', mrkdwn('a < b')],
  ['unescaped ampersand', 'message', mrkdwn('a & b')],
  ['a mention in the text', 'message', message([section], '<!channel> look')],
  [
    'mrkdwn that links what it likes',
    'message',
    message([{ type: 'section', text: { type: 'mrkdwn', text: '@channel' } }]),
  ],
  ['torn emoji', 'message', message([{ type: 'section', text: plain('half \uD83D') }])],
  ['no submit beside an input', 'modal', { ...modal([input]), submit: undefined }],
  ['long title', 'modal', modal([section], { title: plain(long(25)) })],
  ['long submit', 'modal', modal([section], { submit: plain(long(25)) })],
  ['long metadata', 'modal', modal([section], { private_metadata: long(3001) })],
  ['long callback id', 'modal', modal([section], { callback_id: long(256) })],
  ['larger than 250 kB', 'modal', modal(times(100, () => ({ type: 'section', text: plain('語'.repeat(2900)) })))],
  ['a home with a title', 'home', { type: 'home', title: plain('no'), blocks: [section] }],
  ['a group without options', 'options', { option_groups: [{ label: plain('g'), options: [] }] }],
  [
    '101 options in groups',
    'options',
    {
      option_groups: times(2, (g) => ({ label: plain(`g${g}`), options: times(60, (i) => option(`${g}-${i}`)) })),
    },
  ],
];

describe('what Slack would refuse is found', () => {
  test.each(bad)('%s', (_name, surface, payload) => {
    expect(problemsOf(payload, surface)).not.toEqual([]);
  });
});

describe('what Slack takes is let through', () => {
  const good: [string, Surface, unknown][] = [
    ['a message', 'message', message([section, { type: 'actions', elements: [button] }])],
    ['a modal', 'modal', modal([input])],
    ['a home', 'home', { type: 'home', blocks: [section, { type: 'divider' }] }],
    [
      'escapes, a link and a date',
      'message',
      mrkdwn('a &lt; b &amp; <https://x.example/?a=1&b|here> <!date^1^{time}|now>'),
    ],
    ['an empty list', 'options', { options: [] }],
  ];
  test.each(good)('%s', (_name, surface, payload) => {
    expect(problemsOf(payload, surface)).toEqual([]);
  });
});

test('calls and answers are checked for what they show', () => {
  const blocks = JSON.stringify([{ type: 'carpet' }]);
  expect(() => expectCallFits('chat.postMessage', { text: 'fine', blocks })).toThrow(/carpet|type/);
  expect(() => expectCallFits('views.open', { view: JSON.stringify(modal([])) })).toThrow('blocks');
  expect(() => expectCallFits('conversations.open', { users: 'U1' })).not.toThrow();
  expect(() => expectAnswerFits({ response_action: 'update', view: modal([]) })).toThrow('blocks');
  expect(() => expectAnswerFits({ options: [option(long(80))] })).toThrow('options');
  expect(() => expectAnswerFits({ text: ' ' })).toThrow('text');
  expect(() => expectAnswerFits('')).not.toThrow();
});
