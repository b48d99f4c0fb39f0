/** Turns Markdown's links into their words and an address: `[Lamps](https://…)` becomes `Lamps <https://…>`. */
export const withoutMarkdownLinks = (text: string): string =>
  text.replace(/\[([^[\]]{1,500})\]\((https?:[^()\s]{1,2000})\)/g, '$1 <$2>');
