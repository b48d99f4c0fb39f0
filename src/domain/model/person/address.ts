const ADDRESS = /^https?:\/\/\S+$|^\S+@\S+\.\S+$/i;

/** Punctuation that surrounds an address in running text. */
const AROUND = /^["'“„‘(<[\s]+|["'”’)>\]\s.,;:!?…]+$/gu;

/**
 * Extracts the email address or profile URL from typed or pasted text, also from `mailto:a@b.example`,
 * `Name <a@b.example>` or the end of a sentence; undefined where there is none.
 */
export function addressIn(text: string): string | undefined {
  const seen = text.replace(/\p{Cf}/gu, '').trim();
  const [, inBrackets] = /[<(]([^<>()\s]+)[>)][\s\p{P}]*$/u.exec(seen) ?? [];
  return [seen, inBrackets ?? ''].map(bare).find((address) => ADDRESS.test(address));
}

const bare = (written: string): string => written.replace(AROUND, '').replace(/^mailto:([^?]*).*$/i, '$1');
