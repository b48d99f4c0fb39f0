import { fold } from '../../lib/folding.js';

/** Names in use beside those of Unicode. */
const ALSO = ['usa', 'u.s.', 'uk', 'uae', 'czech republic', 'holland', 'turkey', 'vereinigte staaten von amerika'];

let known: ReadonlySet<string> | undefined;

/** Tells whether a text is the name of a country, in English or German. */
export function isCountry(text: string): boolean {
  known ??= new Set([...namesIn('en'), ...namesIn('de'), ...ALSO]);
  return text.length <= 60 && known.has(fold(text));
}

function namesIn(language: string): string[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? [])).map(fold);
}
