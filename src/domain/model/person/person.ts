/** A person on the marketplace. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly profileUrl?: string;
  readonly email?: string;
  readonly title?: string;
  readonly skills?: readonly string[];
}

/** Tells whether a person is known by nothing but the address of a mail. Baton's own address has no `email`. */
export const isMailAddress = ({ id }: Pick<Person, 'id'>): boolean => id.startsWith('mailto:');
