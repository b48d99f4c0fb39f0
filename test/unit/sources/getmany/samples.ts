/** Records as Getmany's documentation describes them; no real one was at hand. Names and jobs are invented. */
export const inviteRecord = (changes: Record<string, unknown> = {}, invite: Record<string, unknown> = {}) => ({
  invite: {
    uid: '1955676881223622657',
    createdAt: '2026-03-01T09:30:00.077Z',
    status: 'PENDING',
    result: null as string | null,
    letter: 'Hello Ana, your work on payments is what we look for.',
    title: 'Payment service for a bakery',
    ...invite,
  },
  freelancer: { uid: '669484786717323264', name: 'Ana Silva', photoUrl: 'https://photos.example/ana.png' },
  job: {
    uid: '1955676437925687781',
    title: 'Payment service for a bakery',
    description: 'A small service that takes payments.',
    url: 'https://www.upwork.com/jobs/~021955676437925687781',
  },
  client: { country: 'PT', totalSpent: 4717.25, timezone: 'Europe/Lisbon' },
  ...changes,
});

export const acceptedBody = (changes: Record<string, unknown> = {}) => ({
  proposal: { uid: 'cf3e12b821', coverLetter: 'Hello', status: 'SUBMITTED', createdAt: '2026-03-01T11:00:00Z' },
  job: { slug: '~021955676437925687781', title: 'Payment service for a bakery', createdAt: '2026-03-01T08:00:00Z' },
  freelancer: { uid: '01921f906821a83980', name: 'Ana Silva', slug: '~01921f906821a83980' },
  manager: { uid: '0186bf9bc5f75be64d', name: 'Acme Agency' },
  chat: { id: '123456789' },
  ...changes,
});
