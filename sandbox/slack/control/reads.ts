import { z } from 'zod';
import { type Control, control, User } from './control.js';

/** What can be read. */
export const READS: Readonly<Record<string, Control>> = {
  /** The app's calls after the nth, the oldest first. */
  calls: control(z.object({ since: z.coerce.number().default(0) }), ({ calls }, { since }) => ({
    calls: calls.all.filter(({ n }) => n > since),
  })),
  /** A person's modals (the uppermost last), Home, and messages that they alone see. */
  screen: control(z.object({ user: User }), ({ screen }, { user }) => ({
    modals: screen.modals(user),
    home: screen.home(user) ?? null,
    ephemerals: screen.ephemerals(user),
  })),
};
