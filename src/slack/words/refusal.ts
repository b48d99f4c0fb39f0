import type { Refusal, RefusalCode } from '../../domain/errors.js';
import { en } from './en.js';
import type { Words } from './words.js';

/** Every refusal has words. */
en.refusal satisfies Record<RefusalCode, string>;

type Said = Pick<Refusal, 'code' | 'params'>;

const filledIn = ({ name = '', by = '', most = '' }: Refusal['params']) => ({ name, by, most });

/** Says why, and what to do now. */
export const refusalText = ({ code, params }: Said, { plain }: Words): string =>
  plain(`refusal.${code}`, filledIn(params));

/** The same as mrkdwn, for something that cannot be and is not even offered. */
export const refusalLine = (code: RefusalCode, { mrkdwn }: Words): string => mrkdwn(`refusal.${code}`, filledIn({}));
