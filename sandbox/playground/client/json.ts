/** A part of a block, as Slack's JSON has it. */
export type Json = Readonly<Record<string, unknown>>;

export const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
export const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(object) : []);
export const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The text of a text object. */
export const textOf = (part: unknown): string => words(object(part).text);
