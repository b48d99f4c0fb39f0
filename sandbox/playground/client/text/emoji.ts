import { get } from 'node-emoji';

/** Slack's names that the list of emoji does not have. */
const ALSO: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  hourglass_flowing_sand: '⏳',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_blue_circle: '🔵',
  large_orange_circle: '🟠',
  red_circle: '🔴',
  white_circle: '⚪',
};

/** Returns the character of an emoji's name; undefined for an unknown name. */
export const emojiOf = (name: string): string | undefined => ALSO[name] ?? get(name);
