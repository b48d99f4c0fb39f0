/** Compiles the repository for processes that tests start. @returns the tree's folder */
export function compiledTree(): Promise<string>;
