import { z } from 'zod';
import { Id, Link, maybe, Skill } from './field-types.js';

const Amount = z.number().min(0);

const Budget = z
  .object({
    kind: z.enum(['fixed', 'hourly']),
    min: maybe(Amount),
    max: maybe(Amount),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: 'ISO 4217.', example: 'USD' }),
  })
  .meta({
    id: 'Budget',
    description:
      'In units of the currency, such as 12.5 for 12 dollars and 50 cents. One fixed price has `min` equal to `max`.',
  });

/** A job, as a marketplace describes it. */
export const Job = z
  .object({
    id: Id,
    title: z.string().min(1).max(500),
    url: Link,
    description: maybe(z.string()).meta({ description: 'Of any length. Baton does not keep it.' }),
    budget: maybe(Budget),
    skills: z.array(Skill).max(200).meta({
      description: 'Baton keeps the first 100, and 100 characters of each.',
    }),
    private: z.boolean().meta({ description: 'Nobody can be referred to a private job.' }),
  })
  .meta({ id: 'Job' });

/** A client, as far as a marketplace shows them to whoever is invited. */
export const Client = z
  .object({
    name: maybe(z.string()).meta({ description: 'Baton keeps the first 200 characters.' }),
    country: maybe(z.string()).meta({ description: 'Baton keeps the first 200 characters.' }),
    timeZone: maybe(z.string()).meta({
      description: 'IANA name. Baton keeps the first 100 characters.',
      example: 'Europe/Lisbon',
    }),
    rating: maybe(z.number().min(0).max(5)).meta({
      description:
        'The average of the reviews. 0, or none, where nobody has rated the client yet; a card shows neither.',
    }),
    totalSpent: maybe(Amount).meta({ description: 'In US dollars.' }),
    hires: maybe(z.int().min(0)),
    paymentVerified: maybe(z.boolean()),
  })
  .meta({ id: 'Client', description: 'What the marketplace tells freelancers about the client.' });
