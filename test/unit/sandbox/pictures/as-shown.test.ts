import { expect, test } from '@jest/globals';
import { asShown, enteredIn } from '../../../../sandbox/pictures/as-shown.js';

test('a text that is verbatim is drawn with its formatting, as Slack draws it', () => {
  const text = { type: 'mrkdwn', text: '*Client*', verbatim: true };
  expect(asShown({ type: 'section', text, fields: [text] }, 'en-US')).toEqual({
    type: 'section',
    text: { type: 'mrkdwn', text: '*Client*' },
    fields: [{ type: 'mrkdwn', text: '*Client*' }],
  });
});

test('a menu shows what it is set to', () => {
  const [all, open] = ['All', 'Open'].map((text) => ({ type: 'plain_text', text }));
  const menu = { type: 'static_select', placeholder: all, initial_option: { text: open, value: 'open' } };
  expect(asShown(menu, 'en-US')).toMatchObject({ placeholder: open });
});

test('radio buttons are listed, the chosen one filled', () => {
  const [one, two] = ['One', 'Two'].map((text) => ({ text: { type: 'plain_text', text }, value: text }));
  const radio = { type: 'radio_buttons', options: [one, two] };
  expect(enteredIn({ ...radio, initial_option: two })).toBe('○ One\n◉ Two');
  expect(enteredIn(radio)).toBe('○ One\n○ Two');
});
