import { UPWORK_DECLINE_REASONS } from '../../../src/sources/upwork/decline-reasons.js';

interface Reason {
  readonly id: string;
  readonly text: string;
  readonly german: string;
}

/** The sandbox's decline reasons. */
export const REASONS: readonly Reason[] = [
  { id: 'too-busy', text: 'I have no time for this job', german: 'Ich habe keine Zeit für diesen Auftrag' },
  { id: 'not-my-skills', text: 'It needs other skills than mine', german: 'Er verlangt anderes, als ich kann' },
  { id: 'budget', text: 'The budget is too low', german: 'Das Budget ist zu niedrig' },
  { id: 'not-interested', text: 'The job does not interest me', german: 'Der Auftrag interessiert mich nicht' },
  {
    id: 'client',
    text: 'I would rather not work with this client',
    german: 'Ich möchte nicht für diesen Kunden arbeiten',
  },
  { id: 'other', text: 'Another reason', german: 'Ein anderer Grund' },
];

/** Returns a reason's text: one of the sandbox's, or of those that Upwork's dialogue offers; else its id. */
export const reasonText = (id: string): string =>
  [...REASONS, ...UPWORK_DECLINE_REASONS].find((one) => one.id === id)?.text ?? id;

/** Returns the decline reasons in the caller's preferred language: German or English. */
export const reasonsIn = (acceptLanguage: string) =>
  REASONS.map(({ id, text, german }) => ({ id, text: /^\s*de\b/i.test(acceptLanguage) ? german : text }));
