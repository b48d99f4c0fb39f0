/** The origin that a modal keeps as metadata: ids alone, all else is read again. */
export interface Origin {
  readonly inviteId: string;
  /** Whether the modal was opened on the Home tab, which is then updated. */
  readonly fromHome: boolean;
}

/** Encodes the origin as metadata. */
export const writeOrigin = ({ inviteId, fromHome }: Origin): string => JSON.stringify({ inviteId, fromHome });

/** Decodes the origin. @throws TypeError for metadata of another kind. */
export function readOrigin(metadata: string): Origin {
  const { inviteId, fromHome } = JSON.parse(metadata) as Partial<Origin>;
  if (typeof inviteId !== 'string') throw new TypeError('this modal does not say which invite it is about');
  return { inviteId, fromHome: fromHome === true };
}

/** Encodes the view that a modal lies above, which shows what the modal saves. */
export const writeBelow = (viewId: string | undefined): string => JSON.stringify(viewId ? { below: viewId } : {});

/** Decodes the id of the view that a modal lies above; undefined for other metadata. */
export function readBelow(metadata: string): string | undefined {
  const { below } = JSON.parse(metadata || '{}') as { readonly below?: unknown };
  return typeof below === 'string' ? below : undefined;
}
