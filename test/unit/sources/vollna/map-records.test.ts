import { describe, expect, test } from '@jest/globals';
import { VollnaInvitation, VollnaProposal } from '../../../../src/sources/vollna/api-types.js';
import { toInvitation, toProposalEvents } from '../../../../src/sources/vollna/map-records.js';
import { invitationRecord, proposalRecord } from './samples.js';

const now = new Date('2026-03-01T12:00:00Z');
const mapped = (changes: Record<string, unknown> = {}) =>
  toInvitation(VollnaInvitation.parse(invitationRecord(changes)), now);

describe('an invitation of Vollna', () => {
  test('has Upwork’s own names, so that other sources tell of the same one', () => {
    expect(mapped()).toEqual({
      id: '1955676881223622657',
      status: 'open',
      invitedAt: new Date('2026-03-01T09:30:00Z'),
      letter: 'Hello Ana,\n\nyour work on payments is what we look for.',
      job: {
        id: 'upwork:1955676437925687781',
        title: 'Payment service for a bakery',
        url: 'https://www.upwork.com/jobs/~021955676437925687781',
        budget: { kind: 'hourly', min: 30, max: 50, currency: 'USD' },
        skills: ['TypeScript', 'Stripe', 'PostgreSQL'],
      },
      client: { country: 'Portugal', rating: 4.5, totalSpent: 103_580, hires: 100, paymentVerified: true },
      freelancer: { id: 'vollna:7', name: 'Ana Silva' },
      url: 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
      keys: ['upwork:invitation:1955676881223622657'],
    });
  });

  test.each([
    ['Job is closed', 'archived'],
    ['Declined by freelancer', 'declined'],
    ['Accepted', 'accepted'],
    ['Proposal submitted', 'accepted'],
    ['Withdrawn by client', 'withdrawn'],
    ['Removed by Upwork', 'withdrawn'],
    ['Expired', 'expired'],
    ['No longer accepting proposals', 'archived'],
    ...['Pending', 'Pending acceptance', 'Not accepted yet', 'Not declined', 'Not expired', 'Hasn’t been closed'].map(
      (label) => [label, 'open'] as const,
    ),
    ...['Invitation to interview', 'Active', 'Awaiting your offer', 'Closing soon', 'Expires in 3 days'].map(
      (label) => [label, 'open'] as const,
    ),
    ['', 'open'],
    [null, 'open'],
    [7, 'open'],
  ])('with the status %p is %s', (statusLabel, status) => {
    expect(mapped({ statusLabel })?.status).toBe(status);
  });

  test('with a changed status or reason alone has that', () => {
    expect(mapped({ statusLabel: undefined, status: 'declined' })?.status).toBe('declined');
    expect(mapped({ statusLabel: 'Inactive', reason: 'Job is closed' })?.status).toBe('archived');
  });

  test('was read from a page: what it says is plain text', () => {
    const escaped = mapped({
      title: 'R&amp;D for the client&#39;s shop',
      invitationLetter: 'Hello Ana,<br />\n<br />\nwe need R&amp;D.',
      contractor: { id: 7, fullName: 'Se&aacute;n O&#39;Brien' },
      project: { skills: 'R&amp;D, C++, Q&amp;A', clientDetails: { country: 'C&ocirc;te d&#39;Ivoire' } },
    });
    expect(escaped).toMatchObject({
      letter: 'Hello Ana,\n\nwe need R&D.',
      job: { title: "R&D for the client's shop", skills: ['R&D', 'C++', 'Q&A'] },
      client: { country: "Côte d'Ivoire" },
      freelancer: { name: "Seán O'Brien" },
    });
  });

  test('has the skills of a list, too', () => {
    expect(mapped({ project: { skills: '- C++\n• C#' } })?.job.skills).toEqual(['C++', 'C#']);
    expect(mapped({ project: { skills: ['R&amp;D', ' C#, .NET '] } })?.job.skills).toEqual(['R&D', 'C#, .NET']);
  });

  test('is pending whatever its reason says of earlier', () => {
    expect(mapped({ statusLabel: 'Pending', reason: 'Previously declined' })?.status).toBe('open');
  });

  test('of a freelancer without a number is for whoever has that name', () => {
    const unnumbered = { contractorUid: null, upworkProfile: null, upworkOrganization: { id: 2, label: 'Acme' } };
    const to = (fullName: string) => mapped({ ...unnumbered, contractor: { fullName } })?.freelancer;
    expect(to('Ana Silva')).toEqual({ id: expect.stringMatching(/^vollna:named:/), name: 'Ana Silva' });
    expect(to('ana  SILVA')?.id).toBe(to('Ana Silva')?.id);
    expect(to('Ben Okafor')?.id).not.toBe(to('Ana Silva')?.id);
  });

  test('may lack everything but a name and a title', () => {
    expect(toInvitation(VollnaInvitation.parse({ id: 13, title: 'A job' }), now)).toEqual({
      id: 'vollna-13',
      status: 'open',
      invitedAt: now,
      letter: '',
      job: {
        id: 'vollna:vollna-13',
        title: 'A job',
        url: 'https://www.upwork.com/nx/proposals/',
        skills: [],
      },
      client: {},
      freelancer: { id: 'vollna:profile:unknown', name: 'Agency' },
      keys: [],
    });
  });

  test.each([
    { title: null, project: null },
    { id: null, invitationUid: null },
    { id: {}, invitationUid: [] },
    { title: '  ', project: { title: 5 } },
  ])('that says too little is none: %j', (changes) => expect(mapped(changes)).toBeUndefined());

  test.each([
    [{ invitedAt: '2099-01-01T00:00:00Z', createdAt: null }, now],
    [{ invitedAt: 'yesterday', createdAt: '2026-03-01T09:31:00Z' }, new Date('2026-03-01T09:31:00Z')],
    [{ invitedAt: '-000001-01-01T00:00:00Z', createdAt: 7e20 }, now],
  ])('of an impossible time was made when it was saved, or now: %j', (changes, at) => {
    expect(mapped(changes)?.invitedAt).toEqual(at);
  });

  test.each([
    ['$120K+', 120_000],
    ['€120K', undefined],
    ['12.500,50', 12_500.5],
    ['12,500.50', 12_500.5],
    ['12500.5000', 12_500.5],
    ['1,5', 1.5],
    [7, 7],
    ['-5', undefined],
    [-5, undefined],
    ['4.9 of 5', undefined],
    ['1e21', undefined],
    ['', undefined],
  ])('of a client who spent %j has %j', (totalSpent, expected) => {
    expect(mapped({ project: { clientDetails: { totalSpent } } })?.client.totalSpent).toBe(expected);
  });

  test('of a client with a German rating has it', () => {
    expect(mapped({ project: { clientDetails: { rating: '4,9' } } })?.client.rating).toBe(4.9);
  });

  test.each([
    [
      { type: 'Fixed price', amount: '$1,250.50' },
      { kind: 'fixed', min: 1250.5, max: 1250.5, currency: 'USD' },
    ],
    [
      { type: 'Fixed price', amount: 500 },
      { kind: 'fixed', min: 500, max: 500, currency: 'USD' },
    ],
    [
      { type: 'Hourly rate', amount: '€25,50/hr' },
      { kind: 'hourly', min: 25.5, max: 25.5, currency: 'EUR' },
    ],
    [
      { type: 'Hourly rate', amount: '50-30 USD' },
      { kind: 'hourly', min: 30, max: 50, currency: 'USD' },
    ],
    [
      { type: 'Hourly rate', amount: 37.125 },
      { kind: 'hourly', min: 37.125, max: 37.125, currency: 'USD' },
    ],
    [
      { type: 'Hourly rate', amount: '37.125' },
      { kind: 'hourly', min: 37.125, max: 37.125, currency: 'USD' },
    ],
    [
      { type: 'Hourly rate', amount: 'C$40.00 - C$60.00' },
      { kind: 'hourly', min: 40, max: 60, currency: 'CAD' },
    ],
    [
      { type: 'Fixed price', amount: 'AU$1.250' },
      { kind: 'fixed', min: 1250, max: 1250, currency: 'AUD' },
    ],
    [
      { type: 'Fixed price', amount: 'US$500' },
      { kind: 'fixed', min: 500, max: 500, currency: 'USD' },
    ],
    [
      { type: 'Fixed price', amount: '$1.5K - $2K' },
      { kind: 'fixed', min: 1500, max: 2000, currency: 'USD' },
    ],
    [{ type: 'Fixed price', amount: '1e21' }, undefined],
    [{ type: 'Fixed price', amount: '-5' }, undefined],
    [{ type: 'Fixed price', amount: 'Q$500' }, undefined],
    [{ type: 'Fixed price', amount: 1e21 }, undefined],
    [{ type: 'Fixed price', amount: -5 }, undefined],
    [{ type: 'Hourly rate', amount: 'N/A' }, undefined],
    [{ type: 'Fixed price', amount: '$0' }, undefined],
    [{ amount: [] }, undefined],
    ['$5', undefined],
  ])('with the budget %j has %j', (budget, expected) => {
    expect(mapped({ project: { budget } })?.job.budget).toEqual(expected);
  });

  test.each([
    ['$3,000/month', undefined, 'Hi Ana\n\nBudget: $3,000/month'],
    ['$500 (negotiable, paid weekly)', undefined, 'Hi Ana\n\nBudget: $500 (negotiable, paid weekly)'],
    ['up to $1,200', { kind: 'fixed', max: 1200, currency: 'USD' }, 'Hi Ana'],
    ['$40/hr', { kind: 'hourly', min: 40, max: 40, currency: 'USD' }, 'Hi Ana'],
    ['$0', undefined, 'Hi Ana'],
    ['N/A', undefined, 'Hi Ana'],
  ])('with a fixed budget of %s claims no more than is said', (amount, budget, letter) => {
    const found = mapped({ invitationLetter: 'Hi Ana', project: { budget: { type: 'fixed', amount } } });
    expect([found?.job.budget, found?.letter]).toEqual([budget, letter]);
  });

  test('takes no odd numbers of its client', () => {
    const clientDetails = {
      totalSpent: '$10,500',
      rating: 48,
      totalHires: -1,
      country: ['PT'],
      paymentMethodVerified: 'yes',
    };
    expect(mapped({ project: { clientDetails } })?.client).toEqual({ totalSpent: 10_500 });
  });
});

describe('a proposal of Vollna', () => {
  const events = (changes: Record<string, unknown> = {}) =>
    toProposalEvents(VollnaProposal.parse(proposalRecord(changes)), now);

  test('that answered an invitation tells all that has happened, and to whom', () => {
    const all = events({ isInterviewed: true, isHired: true, isArchived: true });
    expect(all.map(({ data }) => ('status' in data ? data.status : ''))).toEqual([
      'submitted',
      'viewed',
      'interviewed',
      'hired',
    ]);
    expect(all[0]).toEqual({
      type: 'proposal.status_changed',
      data: {
        id: '1955676881223622999',
        invitationId: '1955676881223622999',
        status: 'submitted',
        changedAt: now,
        about: { title: 'Payment service for a bakery', freelancer: { id: 'vollna:7', name: 'Ana Silva' } },
      },
    });
  });

  test('was read from a page: what it says is plain text', () => {
    const [first] = events({ jobDetails: { title: 'R&amp;D' }, freelancer: { id: 7, fullName: 'O&#39;Brien' } });
    expect(first?.data).toMatchObject({ about: { title: 'R&D', freelancer: { name: "O'Brien" } } });
  });

  test('may have its flags as numbers', () => {
    const all = events({ isInvitation: 1, isViewed: 0, isHired: '1' });
    expect(all.map(({ data }) => ('status' in data ? data.status : ''))).toEqual(['submitted', 'hired']);
  });

  test('that was withdrawn says so', () => {
    const all = events({ isViewed: null, isWithdrawn: true, isArchived: true });
    expect(all.map(({ data }) => ('status' in data ? data.status : ''))).toEqual([
      'submitted',
      'withdrawn',
      'archived',
    ]);
  });

  test.each([{ isInvitation: false }, { isInvitation: null }, { applicationUid: null, id: null }])(
    'that answered none, or has no name, tells nothing: %j',
    (changes) => expect(events(changes)).toEqual([]),
  );
});
