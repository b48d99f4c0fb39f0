import type { PostedJob } from './state.js';

type Template = Pick<PostedJob, 'title' | 'description' | 'budget' | 'skills' | 'client'> & { readonly letter: string };

const hourly = (min: number, max: number) => ({ kind: 'hourly' as const, min, max, currency: 'USD' });
const fixed = (amount: number) => ({ kind: 'fixed' as const, min: amount, max: amount, currency: 'USD' });

/** Example jobs for invitations that name none. All clients are invented. */
export const TEMPLATES: readonly [Template, ...Template[]] = [
  {
    title: 'Shopify Plus checkout extension for a furniture shop',
    description: 'Delivery slots, assembly as an add-on, and a gift note, as checkout UI extensions with tests.',
    budget: fixed(6500),
    skills: ['Shopify', 'TypeScript', 'React', 'GraphQL'],
    client: {
      name: 'Nordlys Living',
      country: 'Denmark',
      timeZone: 'Europe/Copenhagen',
      rating: 4.9,
      totalSpent: 184_000,
      hires: 42,
      paymentVerified: true,
    },
    letter:
      'Hi, your storefront work caught our eye. We move to checkout extensibility this quarter and would like you to build our delivery-slot picker. Designs are ready. Could you start within two weeks?',
  },
  {
    title: 'Mobile app designer for a telehealth start-up',
    description: 'Twelve screens from wireframes to a design system, accessible to WCAG 2.2 AA.',
    budget: hourly(55, 80),
    skills: ['Figma', 'Mobile design', 'Design systems', 'Accessibility'],
    client: {
      name: 'Carewell',
      country: 'Canada',
      timeZone: 'America/Toronto',
      rating: 4.7,
      totalSpent: 61_500,
      hires: 15,
      paymentVerified: true,
    },
    letter:
      'Hello! We help rural clinics see patients remotely. Our patients are often over 65, so clarity matters more than flair. We loved your case study and have a budget until June.',
  },
  {
    title: 'Data pipeline from Salesforce to BigQuery',
    description: 'Incremental loads, schema drift alerts, and dbt models for pipeline and churn reports.',
    budget: hourly(70, 110),
    skills: ['Python', 'BigQuery', 'dbt', 'Salesforce'],
    client: {
      name: 'Atlas Freight',
      country: 'United States',
      timeZone: 'America/Chicago',
      rating: 4.8,
      totalSpent: 410_000,
      hires: 97,
      paymentVerified: true,
    },
    letter:
      'We have three years of CRM history and nobody trusts the numbers. Looking for someone to own the pipeline end to end, about 25 hours a week for two months.',
  },
  {
    title: 'Explainer video, 90 seconds, for a solar installer',
    description: 'Script is done. Storyboard, voice-over casting, animation and two rounds of changes.',
    budget: fixed(2800),
    skills: ['Motion graphics', 'After Effects', 'Storyboarding'],
    client: {
      name: 'Sol & Sons',
      country: 'Spain',
      timeZone: 'Europe/Madrid',
      rating: 4.5,
      totalSpent: 9200,
      hires: 6,
      paymentVerified: true,
    },
    letter: 'Your reel has exactly the warmth we are after. The video goes on our home page before the summer season.',
  },
  {
    title: 'Security review of a Node.js payments API',
    description: 'Threat model, code review of 20k lines, and a report that our auditors accept.',
    budget: fixed(12_000),
    skills: ['Application security', 'Node.js', 'Threat modelling'],
    client: {
      name: 'Tally Pay',
      country: 'Singapore',
      timeZone: 'Asia/Singapore',
      rating: 5,
      totalSpent: 233_000,
      hires: 31,
      paymentVerified: true,
    },
    letter:
      'We need an independent review before our licence audit in eight weeks. NDA first, then read access to the repository.',
  },
];

/** Freelancers without an agency, for searches and for referrals outside the team. */
export const OUTSIDERS = [
  {
    id: 'p_mei',
    name: 'Mei Tanaka',
    email: 'mei@freelancers.example',
    title: 'Shopify and storefront engineer',
    skills: ['Shopify', 'React', 'TypeScript'],
  },
  {
    id: 'p_omar',
    name: 'Omar Haddad',
    email: 'omar@freelancers.example',
    title: 'Data engineer',
    skills: ['Python', 'BigQuery', 'dbt'],
  },
  {
    id: 'p_lucia',
    name: 'Lucía Fernández',
    email: 'lucia@freelancers.example',
    title: 'Motion designer',
    skills: ['After Effects', 'Motion graphics'],
  },
] as const;
