import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escaped } from '../../../sandbox/slack/driver/payloads.js';
import { readCommandText, unescapeText } from '../../../src/slack/words/unescape.js';

/** As Slack escapes what somebody types behind a slash command. */
const entities = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const host = fc.stringMatching(/^[a-zA-Z]{1,8}\.(com|NET|example)$/);
const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/);
const query = fc.constantFrom('', '/', '/p?a=1&b=2', '/a#b');

/** A piece of what is typed, and what Slack makes of it. */
const piece: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => [text, entities(text)] as const),
  fc
    .constantFrom('&', '<', '>', '&amp;', '&lt;b&gt;', '&amp;amp;', '<@U1>', '|', 'R&D')
    .map((text) => [text, entities(text)] as const),
  fc
    .tuple(host, query)
    .map(([at, rest]) => [at + rest, `<http://${entities(at + rest)}|${entities(at + rest)}>`] as const),
  fc.tuple(host, query).map(([at, rest]) => [`https://${at}${rest}`, `<https://${at}${entities(rest)}>`] as const),
  fc.tuple(name, host).map(([who, at]) => [`${who}@${at}`, `<mailto:${who}@${at}|${who}@${at}>`] as const),
  name.map((who) => [`@${who}`, `<@U0123ABC|${who}>`] as const),
  name.map((which) => [`#${which}`, `<#C0123ABC|${which}>`] as const),
  name.map((which) => [`@${which}`, `<!subteam^S0123ABC|@${which}>`] as const),
  fc.constantFrom('here', 'channel', 'everyone').map((all) => [`@${all}`, `<!${all}>`] as const),
);

test('what is readCommandText is read as it was readCommandText, however Slack escapes it', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const [text, sent] = [0, 1].map((at) => pieces.map((one) => one[at]).join(' '));
      expect(readCommandText(sent ?? '')).toBe(text);
    }),
  );
});

test.each([
  ['<@U1|ben> in <#C1|general>: a &lt; b &amp;&amp; <!here|here>', '@ben in #general: a < b && @here'],
  ['<@U1> and <#C1|>', '@U1 and #C1'],
  ['see <https://x.example/a?b&amp;c|here>', 'see here (https://x.example/a?b&c)'],
  ['<http://ASP.NET|ASP.NET>', 'ASP.NET'],
  ['<tel:+4912345|+4912345>', '+4912345'],
])('%s', (sent, read) => {
  expect(readCommandText(sent)).toBe(read);
});

test('the emulator escapes as Slack does', () => {
  expect(escaped('R&D, ASP.NET <b> a@b.example https://x.example/?a&b <@U1|ben>')).toBe(
    'R&amp;D, <http://ASP.NET|ASP.NET> &lt;b&gt; <mailto:a@b.example|a@b.example> <https://x.example/?a&amp;b> <@U1|ben>',
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(readCommandText(escaped(text))).toBe(text)));
});

test('a text is unescapeText once', () => {
  expect(unescapeText('&amp;lt; &lt;&gt; &quot; <b>')).toBe('&lt; <> &quot; <b>');
});
