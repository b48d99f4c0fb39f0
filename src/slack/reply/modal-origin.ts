/** What a modal remembers of where it came from: ids alone, the rest is read again. */
export interface Origin {
  readonly inviteId: string;
  /** Opened on the Home tab, which is then shown anew. */
  readonly fromHome: boolean;
}

/** The text that the modal keeps. */
export const writeOrigin = ({ inviteId, fromHome }: Origin): string => JSON.stringify({ inviteId, fromHome });

/** @throws when it was not written here. */
export function readOrigin(metadata: string): Origin {
  const { inviteId, fromHome } = JSON.parse(metadata) as Partial<Origin>;
  if (typeof inviteId !== 'string') throw new TypeError('this modal does not say which invite it is about');
  return { inviteId, fromHome: fromHome === true };
}
