import type { en } from './en.js';

type Texts<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

/** What a language has to say: everything that English says. */
export type Catalogue = Texts<typeof en>;
