import { Refusal } from '../../domain/model/errors.js';
import { parseWellFormedJson } from '../../lib/well-formed-json.js';
import { partsOf } from './validate-payload.js';

/** The place from which a modal was opened, kept as its metadata: ids only, everything else is read again. */
export interface Origin {
  readonly inviteId: string;
  /** True where the modal was opened on the Home tab, which is then updated. */
  readonly fromHome: boolean;
}

/** Encodes the origin as metadata. */
export const writeOrigin = ({ inviteId, fromHome }: Origin): string => JSON.stringify({ inviteId, fromHome });

/**
 * Decodes the place from which a modal was opened.
 * @throws Refusal for metadata that no release has written, or that was forged.
 */
export function readOrigin(metadata: unknown): Origin {
  const { inviteId, fromHome } = partsOf(parseJson(metadata)) ?? {};
  if (typeof inviteId !== 'string' || inviteId === '') throw new Refusal('form.outdated');
  return { inviteId, fromHome: fromHome === true };
}

/** Encodes the id of the view below a modal, which is updated when the modal is saved. */
export const writeBelow = (viewId: string | undefined): string => JSON.stringify(viewId ? { below: viewId } : {});

/** Decodes the id of the view below a modal; undefined for other metadata. */
export function readBelow(metadata: unknown): string | undefined {
  const { below } = partsOf(parseJson(metadata)) ?? {};
  return typeof below === 'string' && below !== '' ? below : undefined;
}

/** Parses the metadata of a modal. @returns undefined for what is no JSON */
export function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? parseWellFormedJson(text) : undefined;
  } catch {
    return undefined;
  }
}
