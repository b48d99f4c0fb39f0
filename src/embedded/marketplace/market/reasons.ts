/** Why freelancers decline, as the sandbox knows it. */
export const REASONS = [
  { id: 'too-busy', text: 'I have no time for this job' },
  { id: 'not-my-skills', text: 'It needs other skills than mine' },
  { id: 'budget', text: 'The budget is too low' },
  { id: 'not-interested', text: 'The job does not interest me' },
  { id: 'client', text: 'I would rather not work with this client' },
  { id: 'other', text: 'Another reason' },
] as const;
