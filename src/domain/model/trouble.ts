/** Why something did not go through: a code with words in the catalogue, and the marketplace's own explanation. */
export interface Trouble {
  readonly code: string;
  readonly detail: string;
}
