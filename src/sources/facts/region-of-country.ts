import { fold } from '../../lib/accent-folding.js';

/** Names in use beside those of Unicode, and their regions. */
const ALSO: readonly (readonly [name: string, region: string])[] = [
  ['usa', 'US'],
  ['u.s.', 'US'],
  ['vereinigte staaten von amerika', 'US'],
  ['uk', 'GB'],
  ['uae', 'AE'],
  ['czech republic', 'CZ'],
  ['holland', 'NL'],
  ['turkey', 'TR'],
];

let known: ReadonlyMap<string, string> | undefined;

/** Returns the region (ISO 3166) of a country's name in English or German; undefined for every other text. */
export function regionOfCountry(text: string): string | undefined {
  known ??= new Map([...namesIn('en'), ...namesIn('de'), ...ALSO]);
  return text.length <= 60 ? known.get(fold(text)) : undefined;
}

function namesIn(language: string): [name: string, region: string][] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const regions = letters.flatMap((first) => letters.map((second) => first + second));
  return regions.flatMap((region) => {
    const name = names.of(region);
    return name === undefined ? [] : [[fold(name), region] as [string, string]];
  });
}
