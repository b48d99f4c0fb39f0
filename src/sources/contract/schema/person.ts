import { z } from 'zod';
import { Id, Link, maybe, Skill } from './field-types.js';

/** The email is checked loosely, so that one odd address does not invalidate a page. */
export const Person = z
  .object({
    id: Id,
    name: z.string().min(1).max(200),
    profileUrl: maybe(Link),
    email: maybe(z.string().min(3).max(320)).meta({
      description:
        "The account's email; only given for the agency's own members, and to who asked for this very address.",
      format: 'email',
    }),
    title: maybe(z.string()).meta({
      description: 'Baton shows the first 200 characters beside who was found.',
    }),
    skills: maybe(z.array(Skill)).meta({ description: 'Of any number. Baton does not keep them.' }),
  })
  .meta({ id: 'Person', description: 'A freelancer.' });

/** A page of people. */
export const People = z
  .object({
    items: z.array(Person),
    nextCursor: maybe(z.string().min(1)).meta({ description: 'Absent on the last page.' }),
  })
  .meta({ id: 'People' });
