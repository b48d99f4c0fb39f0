import { get } from 'node-emoji';

/** Slack's names that node-emoji does not have. */
export const ALSO: Readonly<Record<string, string>> = {
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
};

/** Returns the character of an emoji's name; undefined for an unknown name. */
export const emojiOf = (name: string): string | undefined => ALSO[name] ?? get(name);
