/**
 * Normalizes a keyword of the command for comparing: lower case, no full-width characters, no invisible characters, no
 * punctuation around it.
 */
export const normalizeKeyword = (word: string): string =>
  word
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '');
