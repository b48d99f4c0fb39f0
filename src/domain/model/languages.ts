/** The languages of the message catalogue, the default first. */
export const LANGUAGES = ['en', 'de'] as const;

/** A supported language, as the first part of a locale. */
export type Language = (typeof LANGUAGES)[number];
