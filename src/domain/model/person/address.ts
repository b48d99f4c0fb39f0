const ADDRESS = /^https?:\/\/\S+$|^\S+@\S+\.\S+$/i;

/** What people and programs write around an address. */
const AROUND = /^["'“„‘(<[\s]+|["'”’)>\]\s.,;:!?…]+$/gu;

/**
 * The email address or profile URL that somebody typed or pasted, also as `mailto:a@b.example`, as `Name <a@b.example>`
 * or at the end of a sentence; undefined where it is a name.
 */
export function addressIn(text: string): string | undefined {
  const seen = text.replace(/\p{Cf}/gu, '').trim();
  const [, inBrackets] = /[<(]([^<>()\s]+)[>)][\s\p{P}]*$/u.exec(seen) ?? [];
  return [seen, inBrackets ?? ''].map(bare).find((address) => ADDRESS.test(address));
}

const bare = (written: string): string => written.replace(AROUND, '').replace(/^mailto:([^?]*).*$/i, '$1');
