import { z } from 'zod';
import { Id, Link, lenient, maybe, Skill } from './field-types.js';

/** An email address, checked loosely: the marketplace has checked it. */
const Email = z
  .string()
  .min(3)
  .max(320)
  .refine((text) => /^\S+@\S+$/.test(text));

/** All but the id and the name is left out where it is odd, so that it spoils no invitation and no page. */
export const Person = z
  .object({
    id: Id,
    name: z.string().min(1).max(200),
    profileUrl: lenient(Link).meta({ type: 'string', format: 'uri', maxLength: 2000 }),
    email: lenient(Email).meta({
      type: 'string',
      minLength: 3,
      maxLength: 320,
      description:
        "The account's email; only given for the agency's own members, and to who asked for this very address.",
      format: 'email',
    }),
    title: lenient(z.string()).meta({
      type: 'string',
      description: 'Baton shows the first 200 characters beside who was found.',
    }),
    skills: lenient(z.array(Skill)).meta({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 200 },
      description: 'Of any number. Baton does not keep them.',
    }),
  })
  .meta({ id: 'Person', description: 'A freelancer.' });

/** A page of people. */
export const People = z
  .object({
    items: z.array(Person),
    nextCursor: maybe(z.string().min(1)).meta({ description: 'Absent on the last page.' }),
  })
  .meta({ id: 'People' });
