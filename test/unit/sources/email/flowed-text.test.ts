import { expect, test } from '@jest/globals';
import { joinFlowed, withHiddenFlow } from '../../../../src/sources/email/flowed-text.js';

test.each([
  ['one \ntwo\nthree', 'one two\nthree'],
  ['> one \n> two \n>> three \n> four', '> one two \n>> three \n> four'],
  ['> > one \n>> two', '>> one two'],
  [' > is no quote \n and goes on', '> is no quote and goes on'],
  ['one \n-- \nBo', 'one \n-- \nBo'],
  ['> one\n>\n> two', '> one\n> \n> two'],
  ['one ', 'one '],
])('lines that flow are joined with those of their depth: %j', (text, joined) => {
  expect(joinFlowed(text, 'keeps-space')).toBe(joined);
});

test('a space that was added to break a line is removed', () => {
  expect(joinFlowed('> in \n> vite and  \n> more', 'adds-space')).toBe('> invite and more');
});

test.each([
  ['Content-Type: text/plain; format=flowed\n\na', 'keeps-space'],
  ['Content-Type: text/plain;\r\n charset=utf-8;\r\n Format="Flowed"; DelSp=Yes\r\n\r\na', 'adds-space'],
  ['Content-Type: text/plain; format=fixed\n\nformat=flowed', undefined],
  ['Content-Type: message/rfc822\n\nContent-Type: text/plain; format=flowed\n\na', undefined],
])('the headers of a mail’s own parts say whether its lines flow: %j', (mail, flow) => {
  expect(withHiddenFlow(mail).flow).toBe(flow);
});
