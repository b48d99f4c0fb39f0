/**
 * Makes sure that a folder is there and can be written.
 * @param use what is to stand there, as the subject of a sentence, such as `Packages go`
 * @param advice what to do when it cannot be written
 * @throws Error that says so in plain words
 */
export function requireWritable(folder: string, use: string, advice: string): void;
