import type { Person } from '../domain/model/person/person.js';
import { fold } from '../lib/accent-folding.js';
import { digestOf } from './make-delivery.js';

/**
 * Makes a person for a vendor that reports no id: the id is derived from the name, so that two names are two people.
 */
export const personFromName = (vendor: string, name: string): Person => ({
  id: `${vendor}:named:${digestOf(fold(name))}`,
  name,
});
