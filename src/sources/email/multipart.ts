import { Busboy } from '@fastify/busboy';
import { BadWebhook } from '../bad-webhook.js';
import { LONGEST_MAIL } from './mail.js';

/** The fields of a form as the bytes that came, so that a mail in another encoding keeps its own. */
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
export function readForm(contentType: string, body: Buffer): Promise<FormFields> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, Buffer>();
    const refuse = () => reject(new BadWebhook('unreadable'));
    const keep = (name: string, value: Buffer) => {
      if (!fields.has(name)) fields.set(name, value);
    };
    try {
      const form = new Busboy({
        headers: { 'content-type': contentType },
        // a field is decoded, a file comes as it is
        isPartAFile: () => true,
        defCharset: 'latin1',
        limits: {
          fieldSize: LONGEST_MAIL,
          fileSize: LONGEST_MAIL,
          parts: MOST_PARTS,
          fields: MOST_PARTS,
          headerPairs: 50,
        },
      });
      form.on('file', (name, stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => keep(name, Buffer.concat(chunks)));
        stream.on('error', refuse);
      });
      form.on('field', (name, value) => keep(name, Buffer.from(value, 'latin1')));
      form.on('error', refuse);
      form.on('finish', () => resolve(fields));
      form.end(body);
    } catch {
      refuse();
    }
  });
}

/** Returns a field as text. */
export const textOf = (fields: FormFields, name: string): string => fields.get(name)?.toString('utf8').trim() ?? '';
