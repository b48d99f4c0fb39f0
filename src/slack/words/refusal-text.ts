import type { Refusal, RefusalCode } from '../../domain/model/errors.js';
import { en } from './en.js';
import { knownName } from './erased-names.js';
import type { Words } from './words.js';

/** Every refusal has a text. */
en.refusal satisfies Record<RefusalCode, string>;

type Said = Pick<Refusal, 'code' | 'params'>;

function filledIn({ name, by, most = '', domain = '', fault = '' }: Refusal['params'], words: Words) {
  const called = (given: string | undefined) =>
    given === undefined ? words.plain('somebody') : knownName(given, words);
  return { name: called(name), by: called(by), most, domain, fault };
}

/** Renders a refusal as plain text: the reason, and what to do now. */
export const refusalText = ({ code, params }: Said, words: Words): string =>
  words.plain(`refusal.${code}`, filledIn(params, words));

/** Renders a refusal as mrkdwn, for an action that is not offered. */
export const refusalLine = (code: RefusalCode, words: Words, params: Refusal['params'] = {}): string =>
  words.mrkdwn(`refusal.${code}`, filledIn(params, words));
