import type { FailureReason } from '../../domain/model/failure-reason.js';
import { en } from './en.js';
import type { Words } from './words.js';

type KnownTrouble = keyof typeof en.trouble;

const isKnown = (code: string): code is KnownTrouble => Object.hasOwn(en.trouble, code);

/** Returns the reason of a failure in the reader's language. The marketplace's own text is `trouble.detail`. */
export const failureReasonText = (trouble: FailureReason | undefined, { plain }: Words): string => {
  const code = trouble?.code ?? 'unreachable';
  return isKnown(code) && code !== 'other' ? plain(`trouble.${code}`) : plain('trouble.other');
};
