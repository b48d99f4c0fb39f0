import i18next, { type i18n, type TFunction } from 'i18next';
import type { Language } from '../../domain/model/languages.js';
import { de } from './de.js';
import { en } from './en.js';
import { isolate, oneLine, truncate, untrustedMrkdwn } from './text.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    strictKeyChecks: true;
    strictInterpolationChecks: true;
    defaultVariables: Links;
  }
}

/** What every text may name: the slash command and the page about referrals. */
export interface Links {
  readonly command: string;
  readonly faqUrl: string;
}

/** The message catalogue in one reader's language. */
export interface Words {
  /** For numbers, money and dates: BCP 47. */
  readonly locale: string;
  /** For `plain_text`, `rich_text` and pages. */
  readonly plain: TFunction;
  /** For `mrkdwn`: filled-in values are shown as they are, on one line. */
  readonly mrkdwn: TFunction;
}

/** Every language, by its code. */
export const catalogues = { en, de } satisfies Record<Language, object>;

/** Longer values are cut when they are filled in, so that no sentence outgrows Slack's limits. */
const VALUE_LIMIT = 150;

/** The catalogue by locale. A language that we do not have, or none, is answered in English. */
export function createWords(links: Links): (locale?: string) => Words {
  const plain = instance(links, (value) => isolate(truncate(oneLine(value), VALUE_LIMIT)));
  const mrkdwn = instance(links, (value) => untrustedMrkdwn(value, VALUE_LIMIT));
  return (wanted) => {
    const locale = supported(wanted);
    return { locale, plain: plain.getFixedT(locale), mrkdwn: mrkdwn.getFixedT(locale) };
  };
}

/** What stands for a name that was deleted begins with a small letter, but for the beginning of a sentence. */
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

/** Slack names locales as `de-DE`. */
function supported(wanted = 'en'): string {
  const [, language = '', region] = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?/i.exec(wanted) ?? [];
  if (!Object.hasOwn(catalogues, language.toLowerCase())) return 'en';
  return region ? `${language}-${region}` : language;
}
