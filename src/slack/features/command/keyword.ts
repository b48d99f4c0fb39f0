/** Normalizes a keyword: lower case, without invisible characters, and without punctuation around it. */
export const keyword = (word: string): string =>
  word
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
