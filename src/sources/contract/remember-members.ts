import { LRUCache } from 'lru-cache';
import type { Person } from '../../domain/model/person/person.js';
import type { To } from './call.js';

/** A look-up asks at each key that is pressed: for so long, in milliseconds, the same people will do. */
const FRESH_MS = 60_000;

/** How much of all agencies' people is remembered, in characters: some 100,000 people. */
const LENGTH = 20_000_000;

/** What an object costs beside its texts, give or take. */
const EACH = 60;

const lengthOf = ({ id, name, profileUrl = '', email = '' }: Person): number =>
  EACH + id.length + name.length + profileUrl.length + email.length;

/** An agency's people, read at most once a minute. Those who ask at once share an answer; failures are not kept. */
export function rememberMembers(read: (to: To) => Promise<Person[]>, freshMs = FRESH_MS): typeof read {
  const known = new LRUCache<string, Person[], To>({
    ttl: freshMs,
    maxSize: LENGTH,
    sizeCalculation: (people) => people.reduce((sum, person) => sum + lengthOf(person), EACH),
    fetchMethod: (_key, _stale, { context }) => read(context),
  });
  return async (to) => {
    const key = [to.tenantId, to.baseUrl, to.token].join(' ');
    return (await known.fetch(key, { context: to })) ?? [];
  };
}
