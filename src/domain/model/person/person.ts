/** A person on the marketplace. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly profileUrl?: string;
  readonly email?: string;
  readonly title?: string;
  readonly skills?: readonly string[];
}
