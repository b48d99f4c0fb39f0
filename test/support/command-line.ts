/** Makes readers of a command's options; their errors end with its usage. */
export const optionReaders = (usage: string) => ({
  /** Reads a whole number, 0 or more. @throws Error that names the option */
  wholeNumber(text: string | undefined, name: string): number {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 0) return number;
    throw new Error(`--${name} takes a whole number, not "${text}".\n\n${usage}`);
  },
  /**
   * Finds the first entry whose name has these words in it; undefined where no words are given.
   * @throws Error for none
   */
  named<T>(entries: Readonly<Record<string, T>>, words: string | undefined, what: string): T | undefined {
    if (words === undefined) return undefined;
    const found = Object.entries(entries).find(([name]) => name.includes(words));
    if (!found) throw new Error(`There is no ${what} "${words}".\n\n${usage}`);
    return found[1];
  },
});
