import { expect, test } from '@jest/globals';
import { itemsOf } from '../../../src/lib/list-items.js';

test.each([
  ['Shopify, Go; Vue.js | React', ['Shopify', 'Go', 'Vue.js', 'React']],
  ['• Shopify\n• Go\r\n•Vue.js', ['Shopify', 'Go', 'Vue.js']],
  ['- Shopify\n– Go\n* Vue.js\n+ React', ['Shopify', 'Go', 'Vue.js', 'React']],
  ['1. Shopify\n2) Go\n(3) Vue.js\n10. React', ['Shopify', 'Go', 'Vue.js', 'React']],
  ['- [ ] Shopify\n- [x] Go\n☑ Vue.js\n✔️ React', ['Shopify', 'Go', 'Vue.js', 'React']],
  ['  ◦ Shopify\n\uF0B7\tGo\n\n\t▪ Vue.js', ['Shopify', 'Go', 'Vue.js']],
  ['• Shopify • Go', ['Shopify', 'Go']],
  ['- Shopify - Go', ['Shopify', 'Go']],
  ['1. Shopify 2. Go', ['Shopify', 'Go']],
  ['Shopify · Go', ['Shopify', 'Go']],
  [
    'C++, C#, .NET, 3D modeling, 2.5D, -webkit-, *nix',
    ['C++', 'C#', '.NET', '3D modeling', '2.5D', '-webkit-', '*nix'],
  ],
  ['SEO - on page, A/B tests', ['SEO - on page', 'A/B tests']],
  ['"Shopify", "Go", "Vue.js"', ['Shopify', 'Go', 'Vue.js']],
  ['"Shopify, Go, Vue.js"', ['Shopify', 'Go', 'Vue.js']],
  ['["Shopify","Go"]', ['Shopify', 'Go']],
  ["- 'Shopify'\n- `Go`", ['Shopify', 'Go']],
  ['„Shopify“, ‚Go‘; “Vue.js” | ‘React’', ['Shopify', 'Go', 'Vue.js', 'React']],
  ['« Shopify », «\u00a0Go\u00a0», »Vue.js«, ‹React›, 「設計」', ['Shopify', 'Go', 'Vue.js', 'React', '設計']],
  ['“Shopify,” “Go,” and more', ['Shopify', 'Go', 'and more']],
  [
    '19" racks, "C" and "D", rock ’n’ roll, L’Oréal, [x]',
    ['19" racks', '"C" and "D"', 'rock ’n’ roll', 'L’Oréal', 'x'],
  ],
  ['-\n - , ;', []],
  ['"", «», „“', []],
])('%j is %j', (text, items) => {
  expect(itemsOf(text)).toEqual(items);
});
