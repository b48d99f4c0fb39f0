/** Records as Vollna's documentation describes them; no real one was at hand. Names and jobs are invented. */
export const invitationRecord = (changes: Record<string, unknown> = {}) => ({
  id: 13,
  upworkProfile: { id: 4, label: 'Ana Silva', type: 'freelancer' },
  upworkOrganization: { id: 2, label: 'Acme Agency', type: 'agency' },
  invitationUid: '1955676881223622657',
  title: 'Payment service for a bakery',
  jobPostingUid: '1955676437925687781',
  invitationLetter: 'Hello Ana,\n\nyour work on payments is what we look for.',
  clientUid: '1955676437925687000',
  contractor: { id: 7, fullName: 'Ana Silva' },
  contractorUid: '669484786717323264',
  invitedAt: '2026-03-01T09:30:00+00:00',
  createdAt: '2026-03-01T09:31:00+00:00',
  updatedAt: '2026-03-01T09:31:00+00:00',
  statusLabel: null as string | null,
  project: {
    title: 'Payment service for a bakery',
    description: 'A small service that takes payments.',
    skills: 'TypeScript, Stripe,  PostgreSQL',
    url: 'https://www.upwork.com/jobs/~021955676437925687781?source=vollna',
    publishedAt: '2026-03-01T08:00:00Z',
    clientQuestions: [],
    categories: ['Web development'],
    site: 'upwork',
    budget: { type: 'Hourly rate', amount: '$30 - $50' },
    clientDetails: {
      paymentMethodVerified: true,
      country: 'Portugal',
      totalSpent: 103_580,
      totalHires: 100,
      hireRate: 0.5,
      rating: 4.5,
      reviews: 78,
    },
  },
  ...changes,
});

export const proposalRecord = (changes: Record<string, unknown> = {}) => ({
  id: 1,
  applicationUid: '1955676881223622999',
  submittedAt: '2026-03-01T11:00:00Z',
  jobDetails: { title: 'Payment service for a bakery', postedAt: '2026-03-01T08:00:00Z' },
  freelancer: { id: 7, fullName: 'Ana Silva' },
  businessManager: { id: 9, fullName: 'Olga Berg' },
  upworkOrganization: { id: 2, label: 'Acme Agency', type: 'agency' },
  isViewed: true,
  isInterviewed: false,
  isHired: false,
  isWithdrawn: false,
  isInvitation: true,
  isArchived: false,
  ...changes,
});

export const webhookBody = (event: string, data: unknown, id = 'evt_a4f1c0d3e8b9') => ({
  id,
  event,
  timestamp: '2026-03-01T09:32:00+00:00',
  data,
});

export const jobAlertBody = () => ({
  total: 1,
  results_url: 'https://www.vollna.com/dashboard/filter/1',
  filter: { id: 1, name: 'Payments' },
  filters: [],
  projects: [{ title: 'Some other job', url: 'https://www.upwork.com/jobs/~021955676437925000000' }],
});
