import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { postedText } from '../../../src/slack/features/add-invite/posted-text.js';

test('blocks are read as a person sees them, with their links', () => {
  const text = postedText({
    text: 'New invite',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'New <invite>' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*<https://www.upwork.com/jobs/~02195|Shop &amp; lamps>*' },
        accessory: { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://tool.example/1' },
      },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Budget:*\n$500' },
          { type: 'mrkdwn', text: '*Skills*\nA, B' },
        ],
      },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'By <@U1> <!date^1^{date}|today>' },
          { type: 'image', image_url: 'x' },
        ],
      },
      { type: 'divider' },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Decline' } }] },
    ],
  });
  expect(text.split('\n')).toEqual([
    'New <invite>',
    '*Shop & lamps <https://www.upwork.com/jobs/~02195>*',
    'Open <https://tool.example/1>',
    'Budget: $500',
    'Skills: A, B',
    'By  today',
  ]);
});

test('rich text, markdown, attachments and forwarded mails are read, too', () => {
  const rich = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'See ' },
          { type: 'link', url: 'https://a.example', text: 'it' },
        ],
      },
      { type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }] },
    ],
  };
  expect(postedText({ blocks: [rich, { type: 'markdown', text: '## Hi\n[job](https://b.example)' }] })).toBe(
    'See it <https://a.example>\none\nHi\njob <https://b.example>',
  );
  const attachment = {
    pretext: 'New',
    title: 'Lamps',
    title_link: 'https://c.example',
    text: 'A shop',
    fields: [{ title: 'Budget', value: '$5' }],
    actions: [{ text: 'Open', url: 'https://d.example' }],
    fallback: 'not needed',
  };
  expect(postedText({ text: '', attachments: [attachment, { fallback: 'only this' }] })).toBe(
    'New\nLamps <https://c.example>\nA shop\nBudget: $5\nOpen <https://d.example>\nonly this',
  );
  const mail = { filetype: 'email', subject: 'Invitation to apply: Lamps', plain_text: 'Hi Ana' };
  expect(postedText({ text: 'fwd', files: [mail, { filetype: 'png', title: 'x' }] })).toBe(
    'fwd\nSubject: Invitation to apply: Lamps\nHi Ana',
  );
});

test('any message gives a text', () => {
  fc.assert(
    fc.property(fc.anything(), (message) => void expect(typeof postedText(message)).toBe('string')),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.constantFrom('type', 'text', 'elements', 'fields', 'blocks', 'url'), fc.anything())),
      (blocks) => {
        expect(typeof postedText({ blocks, attachments: blocks, files: blocks })).toBe('string');
      },
    ),
    { numRuns: 100 },
  );
});
