import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals texts at rest with AES-256-GCM. A sealed text is `<key id>.<base64url of IV, tag and ciphertext>`. */
export interface Secretbox {
  /** Seals a text. `context` names its owner; the text opens only with the same context. */
  seal(text: string, context: string): string;
  /** @throws Error when the key is unknown, or the text was changed or sealed for something else. */
  open(sealed: string, context: string): string;
  /** Tells whether a text was sealed with the newest key. */
  isCurrent(sealed: string): boolean;
}

/** @param keys as `<id>:<32 bytes in base64>`; the first seals, all open. */
export function secretbox(keys: readonly string[]): Secretbox {
  const ring = new Map(keys.map(parseKey));
  const [newest] = ring;
  if (!newest) throw new Error('There is no key to seal secrets with');
  if (ring.size < keys.length) throw new Error('Two keys have the same id: give each an id of its own');
  return {
    seal: (text, context) => `${newest[0]}.${encrypt(newest[1], text, context)}`,
    open: (sealed, context) => {
      const [id = '', body = ''] = sealed.split('.');
      const key = ring.get(id);
      if (!key) throw new Error(`A secret was sealed with the key "${id}", which is not among the keys given`);
      return decrypt(key, Buffer.from(body, 'base64url'), context);
    },
    isCurrent: (sealed) => sealed.startsWith(`${newest[0]}.`),
  };
}

function parseKey(key: string): [id: string, bytes: Buffer] {
  const [id = '', text = ''] = key.split(':');
  const bytes = Buffer.from(text, 'base64');
  if (!id || bytes.length !== 32) throw new Error('A key must be written as <id>:<32 bytes in base64>');
  return [id, bytes];
}

function encrypt(key: Buffer, text: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

function decrypt(key: Buffer, body: Buffer, context: string): string {
  const iv = body.subarray(0, IV_BYTES);
  const tag = body.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv('aes-256-gcm', key, iv, options).setAAD(Buffer.from(context)).setAuthTag(tag);
    return decipher.update(body.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new Error(`A secret of ${context} does not open: it was changed, or sealed for something else`, { cause });
  }
}
