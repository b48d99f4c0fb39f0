import { describe, expect, test } from '@jest/globals';
import { decodedText, htmlToText, plainText } from '../../../src/sources/plain-text.js';

describe('a vendor’s text as plain text', () => {
  test.each([
    ['R&amp;D', 'R&D'],
    ['Client&#39;s &quot;shop&quot;', 'Client\'s "shop"'],
    ['caf&eacute; &#128512; &#x1f680;', 'café 😀 🚀'],
    ['5 &gt; 3 &amp;&amp; 2 &lt; 4', '5 > 3 && 2 < 4'],
    ['Hello,&#10;we need you', 'Hello,\nwe need you'],
    ['Price:&nbsp;$500', 'Price: $500'],
    ['Hi,<br><br>we need R&amp;D', 'Hi,\n\nwe need R&D'],
    ['Hi,<br />\nwe need you', 'Hi,\nwe need you'],
    ['first\nsecond<br>third', 'first\nsecond\nthird'],
    ['<p>Hi</p><p>there</p>', 'Hi\n\nthere'],
    ['Use <b>TypeScript</b>\nand <i>care</i>', 'Use TypeScript\nand care'],
    ['<br>List<String> and a < b', 'List<String> and a < b'],
    ['<a href="https://shop.example/">Our shop</a>', 'Our shop <https://shop.example/>'],
  ])('%j is %j', (given, plain) => expect(plainText(given)).toBe(plain));

  test.each([
    'R&D',
    'AT&T; x',
    'a < b',
    'if a<b and c>d',
    'Map<String, V>',
    'vector<i>',
    '<your name> here',
    'write to <ana@shop.example>',
    'I <3 it',
    '&copy 2026',
    '&foo; bar',
    'first\n\nsecond\n  indented',
    'a  b',
  ])('%j stays', (given) => expect(plainText(given)).toBe(given));

  test('is decoded once: what was escaped twice shows what was escaped', () => {
    expect(plainText('R&amp;amp;D')).toBe('R&amp;D');
    expect(plainText('the tag &lt;br&gt;')).toBe('the tag <br>');
  });

  test('a mail’s text has entities and no tags', () => {
    expect(decodedText('R&amp;D<br> for <ana@shop.example>\r\nnext')).toBe('R&D<br> for <ana@shop.example>\nnext');
  });
});

describe('a page as plain text', () => {
  const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('\n ')}</tr>`;

  test.each([
    ['rows', row('Hi Ben,') + row('Line one<br>Line two'), 'Hi Ben,\nLine one\nLine two'],
    ['a label and a value', row('Budget', '$1,500.00'), 'Budget · $1,500.00'],
    ['a label with a colon', row('<b>Budget:</b>', '$1,500.00'), 'Budget: $1,500.00'],
    ['a heading', '<tr><th>Skills</th><td>Go, Rust</td></tr>', 'Skills · Go, Rust'],
    ['empty cells', row('', 'Germany', '&nbsp;', '$20K spent', '') + row(''), 'Germany · $20K spent'],
    ['columns of paragraphs', row('<p>left</p>', '<p>right</p>'), 'left\n\nright'],
    ['tables in a row', row(`<table>${row('a')}</table>`, `<table>${row('b', 'c')}</table>`), 'a\n\nb · c'],
    [
      'boxes',
      row('Skills', '<span style="padding:2px">Go</span><span style="padding:2px">Rust</span>'),
      'Skills · Go · Rust',
    ],
    ['parts of a word', row('<span>Pay</span><span>ment</span>'), 'Payment'],
  ])('with %s of a table', (_, rows, plain) => {
    expect(htmlToText(`<table><tbody>${rows}</tbody></table>`)).toBe(plain);
  });

  test.each([
    '<section>one</section><section>two</section>',
    '<center>one</center>two',
    '<dl><dt>one</dt><dd>two</dd></dl>',
    '<table><caption>one</caption><tr><td>two</td></tr></table>',
    '<figure>one<figcaption>two</figcaption></figure>',
    '<address>one</address><fieldset>two</fieldset>',
  ])('has a line for each element that begins one: %s', (html) => expect(htmlToText(html)).toBe('one\ntwo'));

  test.each([
    '<div style="display:none;font-size:1px">x</div>',
    '<span style="color:red; DISPLAY: none !important">x</span>',
    '<div hidden><p>x</p></div>',
    '<p style="max-height:0px;overflow:hidden">x</p>',
    '<p style="visibility: hidden">x</p>',
    '<div style="font-size:0;line-height:0">x</div>',
    '<span style="color:#fff;font-size: 0">x</span>',
    '<table><tr><td style="display:none">x</td></tr></table>',
  ])('has no words that nobody sees: %s', (html) => {
    expect(htmlToText(`${html}<p>seen</p>`)).toBe('seen');
  });

  test.each([
    '<div style="font-size:0px"><div style="font-size:13px">seen</div></div>',
    '<div style="font-size:0.9em">seen</div>',
    '<div style="mso-hide:all">seen</div>',
    '<div style="max-height:100px">seen</div>',
  ])('has those that one sees: %s', (html) => expect(htmlToText(html)).toBe('seen'));
});

test.each([
  ['a line', 'word<br>', 10_001],
  ['an empty line', '<br>', 0],
  ['a paragraph', '<p>word</p>', 5000],
  ['words in others', '<b>word <i>word</i></b>', 5000],
])('of %s without end, as many tags are read as a page has', (_, html, words) => {
  const read = htmlToText(html.repeat(200_000 / html.length));
  expect(read.match(/word/g)?.length ?? 0).toBe(words);
});

test('a large page is read to its end', () => {
  expect(htmlToText(`${'<p>word</p>'.repeat(4000)}<p>the end</p>`)).toMatch(/the end$/);
});
