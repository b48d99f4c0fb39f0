import type { Refusal, RefusalCode } from '../../domain/errors.js';
import { en } from './en.js';
import type { Words } from './words.js';

/** Every refusal has words. */
en.refusal satisfies Record<RefusalCode, string>;

/** Says why, and what to do now. */
export function refusalText({ code, params }: Pick<Refusal, 'code' | 'params'>, { plain }: Words): string {
  const { name = '', by = '' } = params;
  return plain(`refusal.${code}`, { name, by });
}
