import i18next, { type i18n, type TFunction } from 'i18next';
import type { Language } from '../../domain/model/languages.js';
import { de } from './de.js';
import { en } from './en.js';
import { isolate, oneLine, truncate, untrustedMrkdwn } from './truncate-and-escape.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    strictKeyChecks: true;
    strictInterpolationChecks: true;
    defaultVariables: Links;
  }
}

/** The values that every text can contain: the slash command and the address of the page about referrals. */
export interface Links {
  readonly command: string;
  readonly faqUrl: string;
}

/** The message catalogue in one reader's language. */
export interface Words {
  /** The locale of numbers, money and dates (BCP 47). */
  readonly locale: string;
  /** Texts for `plain_text`, `rich_text` and pages. */
  readonly plain: TFunction;
  /** Texts for `mrkdwn`: values are escaped, and on one line. */
  readonly mrkdwn: TFunction;
  /** Returns the catalogue in another language, for texts that another person reads. */
  readonly inLanguage: (language: Language) => Words;
}

/** The catalogues by language. */
export const catalogues = { en, de } satisfies Record<Language, object>;

/** The most characters of a value in a text, so that no sentence exceeds Slack's limits. */
const VALUE_LIMIT = 150;

/** Creates the catalogue by locale; English where the language is unknown. */
export function createWords(links: Links): (locale?: string) => Words {
  const plain = instance(links, (value) => isolate(truncate(oneLine(value), VALUE_LIMIT)));
  const mrkdwn = instance(links, (value) => untrustedMrkdwn(value, VALUE_LIMIT));
  const wordsIn = (wanted?: string): Words => {
    const locale = supported(wanted);
    return { locale, plain: textsIn(plain, locale), mrkdwn: textsIn(mrkdwn, locale), inLanguage: wordsIn };
  };
  return wordsIn;
}

/** Fixes the locale of texts, as `getFixedT` does, which copies all options of the instance for each text. */
const textsIn = (made: i18n, lng: string): TFunction =>
  ((key: never, values?: object) => made.t(key, { ...values, lng })) as unknown as TFunction;

/** Stand-ins for erased names, which are in lower case except at the beginning of a sentence. */
const unnamed = Object.values(catalogues).map(({ unnamed }) => unnamed);
const BEGINNING = new RegExp(`(?<=(?:^|[.!?] )[*“]?)(?:${unnamed.join('|')})(?=\\P{L})`, 'gu');

const beginnings = {
  type: 'postProcessor',
  name: 'beginnings',
  process: (text: string) => text.replace(BEGINNING, (name) => name.charAt(0).toUpperCase() + name.slice(1)),
} as const;

function instance(links: Links, safe: (value: string) => string): i18n {
  const made = i18next.createInstance();
  void made.use(beginnings).init({
    initAsync: false,
    postProcess: [beginnings.name],
    fallbackLng: 'en',
    load: 'languageOnly',
    supportedLngs: Object.keys(catalogues),
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escape: safe, defaultVariables: { ...links } },
  });
  return made;
}

/** Returns the locale if there is a catalogue, else `en`. Slack writes locales as `de-DE`. */
function supported(wanted = 'en'): string {
  const [, language = '', region] = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?/i.exec(wanted) ?? [];
  if (!Object.hasOwn(catalogues, language.toLowerCase())) return 'en';
  return region ? `${language}-${region}` : language;
}
