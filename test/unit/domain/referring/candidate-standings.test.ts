import { describe, expect, test } from '@jest/globals';
import type { InviteStatus } from '../../../../src/domain/model/invite/invite.js';
import { candidateStandings } from '../../../../src/domain/referring/candidate-standings.js';
import { readJobRecords } from '../../../../src/domain/referring/read-job-records.js';
import { buildInvite, buildJob, buildPerson, buildReferral } from '../../../support/factories.js';
import { agency } from '../../../support/populated-agency.js';

const job = buildJob();

async function candidates() {
  const ports = await agency();
  const invite = buildInvite({ job });
  await ports.invites.insert(invite);
  const invited = (id: string, status: InviteStatus, given = {}) =>
    ports.invites.insert(buildInvite({ job, status, invitee: { person: buildPerson({ id }) }, ...given }));
  const referred = (personId: string, given = {}) =>
    ports.referrals.insert(
      buildReferral({ job, takesSlot: false, to: { name: 'x', target: { by: 'person', personId } }, ...given }),
    );
  return {
    ports,
    invite,
    invited,
    referred,
    ask: async () => candidateStandings(invite, await readJobRecords(ports, invite)),
  };
}

describe('how people stand to a job', () => {
  test.each<[InviteStatus, string]>([
    ['open', 'invited'],
    ['declined', 'invited'],
    ['withdrawn', 'invited'],
    ['expired', 'invited'],
    ['referred', 'invited'],
    ['accepted', 'proposed'],
  ])('whose invite is %s counts as %s', async (status, standing) => {
    const { invited, ask } = await candidates();
    await invited('p-ben', status);
    expect(await ask()).toEqual(new Map([['p-ben', standing]]));
  });

  test('comes from this job and tenant alone, and not from the invite itself', async () => {
    const { invited, ask } = await candidates();
    await invited('p-ben', 'open', { job: buildJob() });
    await invited('p-cleo', 'open', { tenantId: 'T2' });
    expect(await ask()).toEqual(new Map());
  });

  test('counts the referral that stands, and none that came back', async () => {
    const { referred, ask } = await candidates();
    await referred('p-ben', { takesSlot: true });
    await referred('p-cleo', { status: 'undone' });
    expect(await ask()).toEqual(new Map([['p-ben', 'referred']]));
  });

  test('is joined with what the marketplace tells; the stronger word wins', async () => {
    const { ports, invite, invited, ask } = await candidates();
    await invited('p-ben', 'accepted');
    await invited('p-cleo', 'open');
    ports.marketplace.standings.set(invite.externalId, [
      { personId: 'p-ben', standing: 'invited' },
      { personId: 'p-cleo', standing: 'hired' },
      { personId: 'p-dora', standing: 'proposed' },
    ]);
    const all = { 'p-ben': 'proposed', 'p-cleo': 'hired', 'p-dora': 'proposed' };
    expect(Object.fromEntries(await ask())).toEqual(all);
  });

  test('is what our own records say when the marketplace is away', async () => {
    const { ports, invited, ask } = await candidates();
    await invited('p-ben', 'open');
    ports.marketplace.failCandidates(new Error('down'));
    expect(await ask()).toEqual(new Map([['p-ben', 'invited']]));
  });
});
