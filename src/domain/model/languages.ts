/** The languages that Baton speaks, the usual one first. */
export const LANGUAGES = ['en', 'de'] as const;

/** One of them, as the first part of a locale. */
export type Language = (typeof LANGUAGES)[number];
