/** Compiles the repository for processes that tests start. @returns the tree's folder */
export function compiledTree(): Promise<string>;

/** Returns where the bundle of a tree's file is. */
export function bundleOf(tree: string, path: string): string;
