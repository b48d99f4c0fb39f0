/** A body as a marketplace sends it, in every detail. */
export const createdBody = () => ({
  type: 'invitation.created' as const,
  timestamp: '2026-03-01T09:30:00.000Z',
  data: {
    id: 'inv_1',
    status: 'open' as const,
    invitedAt: '2026-03-01T10:30:00+01:00',
    expiresAt: '2026-03-02T09:30:00Z',
    letter: 'Hello 👋 שלום مرحبا',
    job: {
      id: 'job_1',
      title: 'Shop front',
      url: 'https://market.example/jobs/1',
      description: 'A shop.',
      budget: { kind: 'fixed' as const, min: 500, max: 500, currency: 'EUR' },
      skills: ['React'],
      private: false,
    },
    client: { name: 'Carewell', country: 'Canada', rating: 4.9, totalSpent: 100, hires: 3, paymentVerified: true },
    freelancer: { id: 'p_ana', name: 'Ana', email: 'ana@agency.example' },
    referral: { fromInvitationId: 'inv_0', referredBy: { name: 'Ben' }, message: 'For you.' },
  },
});

export const invitationChangedBody = () => ({
  type: 'invitation.status_changed' as const,
  timestamp: '2026-03-01T09:30:00Z',
  data: { id: 'inv_1', status: 'withdrawn' as const, changedAt: '2026-03-01T09:29:00Z' },
});

export const proposalChangedBody = () => ({
  type: 'proposal.status_changed' as const,
  timestamp: '2026-03-01T09:30:00Z',
  data: { id: 'prop_1', invitationId: 'inv_1', status: 'hired' as const, changedAt: '2026-03-01T09:29:00Z' },
});
