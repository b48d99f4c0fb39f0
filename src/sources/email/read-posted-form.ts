import { Busboy } from '@fastify/busboy';
import { BadWebhook } from '../bad-webhook.js';
import { LONGEST_MAIL } from './mail.js';

/** The fields of a form as raw bytes, so that a mail in another encoding keeps it. */
export type FormFields = ReadonlyMap<string, Buffer>;

/** The most parts of a form; attachments that were parsed out of a mail are parts too. */
const MOST_PARTS = 200;

/** Tells whether a content type is one of a form. */
export const isForm = (contentType: unknown): contentType is string =>
  typeof contentType === 'string' && /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(contentType);

/**
 * Reads a form, multipart or URL-encoded. Of several fields of one name the first counts.
 * @throws BadWebhook('unreadable')
 */
export const readForm = async (contentType: string, body: Buffer): Promise<FormFields> =>
  /^multipart/i.test(contentType) ? readMultipart(contentType, body) : readUrlEncoded(body);

function readUrlEncoded(body: Buffer): FormFields {
  const fields = new Map<string, Buffer>();
  for (const pair of body.toString('latin1').split('&', MOST_PARTS)) {
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = unescaped(pair.slice(0, end)).toString();
    if (!fields.has(name)) fields.set(name, unescaped(pair.slice(end + 1)));
  }
  return fields;
}

const [PLUS, PERCENT, SPACE] = [0x2b, 0x25, 0x20];

/** The values of hexadecimal digits by their character codes; -1 for every other character. */
const DIGITS = Int8Array.from({ length: 256 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
);

const digitAt = (bytes: Buffer, at: number): number => DIGITS[bytes[at] ?? 0] ?? -1;

/**
 * Decodes a part of a URL-encoded form byte by byte: `replace` with a callback took seconds for twelve million
 * characters.
 */
function unescaped(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1, length += 1) {
    const isEscape = bytes[at] === PERCENT && digitAt(bytes, at + 1) >= 0 && digitAt(bytes, at + 2) >= 0;
    bytes[length] = bytes[at] === PLUS ? SPACE : (bytes[at] ?? 0);
    if (!isEscape) continue;
    bytes[length] = digitAt(bytes, at + 1) * 16 + digitAt(bytes, at + 2);
    at += 2;
  }
  return bytes.subarray(0, length);
}

/** Bytes between two checks of the number of parts. */
const STEP = 64 * 1024;

function readMultipart(contentType: string, body: Buffer): Promise<FormFields> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, Buffer>();
    let isRefused = false;
    const refuse = () => {
      isRefused = true;
      reject(new BadWebhook('unreadable'));
    };
    const keep = (name: string, value: Buffer) => {
      if (!fields.has(name)) fields.set(name, value);
    };
    try {
      const form = new Busboy({
        headers: { 'content-type': contentType },
        // a field is decoded, a file comes as it is
        isPartAFile: () => true,
        // a part that nobody reads, as one without a name, stops the parser for good once it has filled its buffer
        fileHwm: body.length + 1,
        limits: { fileSize: LONGEST_MAIL, parts: MOST_PARTS, headerPairs: 50, headerSize: body.length + 1 },
      });
      form.on('file', (name, stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => keep(name, Buffer.concat(chunks)));
        stream.on('error', refuse);
      });
      form.on('partsLimit', refuse);
      form.on('error', refuse);
      form.on('finish', () => resolve(fields));
      for (let at = 0; at < body.length && !isRefused; at += STEP) form.write(body.subarray(at, at + STEP));
      form.end();
    } catch {
      refuse();
    }
  });
}

/** Returns a field as text. */
export const textOf = (fields: FormFields, name: string): string => fields.get(name)?.toString('utf8').trim() ?? '';
