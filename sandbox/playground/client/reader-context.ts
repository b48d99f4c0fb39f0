import { createContext, useContext } from 'react';
import type { World, WorldPerson } from '../protocol.js';

/** The agency, and who reads in this pane. */
export interface Reading {
  readonly world: World;
  readonly person: WorldPerson;
}

const ReadingContext = createContext<Reading | null>(null);

export const ReadingProvider = ReadingContext.Provider;

/** Returns who reads here. @throws Error outside a person's pane */
export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('Nobody reads here.');
  return reading;
}

/** Returns the name of a user as Slack shows it. */
export const nameOf = ({ people, app }: World, id: string): string =>
  id === app.botUserId ? app.name : (people.find((one) => one.id === id)?.realName ?? 'somebody');
