/** A word that means something, in lower case: without what cannot be seen and without punctuation around it. */
export const keyword = (word: string): string =>
  word
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
