import type { en } from './en.js';

type Texts<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

/** The type of every catalogue: the keys of the English one. */
export type Catalogue = Texts<typeof en>;
