import type { VendorState } from '../../protocol.js';
import { useReading } from '../reader-context.js';
import { useEntry } from '../replica-store.js';

/** Says what installs Baton in the workspace of the pane; undefined once it is installed there. */
export function useNotInstalled(): string | undefined {
  const { world } = useReading();
  const vendors = useEntry<readonly VendorState[]>('vendors') ?? [];
  const isOnUpwork = world.market?.freelancers.some(({ agency, onUpwork }) => onUpwork && agency === world.team);
  if (!isOnUpwork || vendors.some(({ isConnected }) => isConnected)) return undefined;
  return `Baton is not in ${world.team} yet. Press Connect under “Upwork, for ${world.team}” beside the marketplace, and it is installed.`;
}
