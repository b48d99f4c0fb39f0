/**
 * Makes sure that a folder exists and is writable.
 * @param use what the folder is for, as the start of a sentence, such as `Packages go`
 * @param advice what to do when the folder is not writable
 * @throws Error made of `use`, the folder and `advice`
 */
export function requireWritable(folder: string, use: string, advice: string): void;
