import type { Person } from '../domain/model/person/person.js';
import { fold } from '../lib/folding.js';
import { digestOf } from './delivery.js';

/** Returns a person of whom a vendor tells the name alone: two names are two people. */
export const personNamed = (vendor: string, name: string): Person => ({
  id: `${vendor}:named:${digestOf(fold(name))}`,
  name,
});
