import { describe, expect, test } from '@jest/globals';
import { printDeadLetters, replayAllDeadLetters, replayDeadLetter } from '../../../src/commands/dead-letters.js';
import { rebuildTalliesOf } from '../../../src/commands/rebuild-tallies.js';
import { resealKeys } from '../../../src/commands/reseal-keys.js';
import { declineInvite } from '../../../src/domain/deciding/decline-invite.js';
import { Hopeless } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { referInvite } from '../../../src/domain/referring/refer-invite.js';
import { buildInvite, buildLedgerEntry, buildReferral, buildTenant } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';
import { ANA, agency } from '../../support/populated-agency.js';
import { runOne } from '../../support/run-work.js';

function paper() {
  const lines: string[] = [];
  return { lines, print: (line: string) => void lines.push(line) };
}

/** Ports with one dead letter for each tenant. */
async function withDead(...tenants: string[]) {
  const ports = memoryPorts();
  const work = tenants.map(() => todo('forward-referral', START));
  for (const [index, tenantId] of tenants.entries()) {
    await ports.tenants.install(buildTenant({ id: tenantId }));
    const items = work.slice(index, index + 1);
    const referral = buildReferral({ tenantId, work: items });
    await ports.referrals.insert(referral);
    await ports.worklist.deadLetter('forward-referral', referral, items, 'Hopeless: gone');
  }
  return { ports, ids: work.map(({ id }) => id), ...paper() };
}

describe('dead letters', () => {
  test('are listed with what is needed to judge them', async () => {
    const { ports, print, lines, ids } = await withDead('T1', 'T2');
    expect(await printDeadLetters(ports, print)).toBe(0);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(ids[0]);
    expect(lines[1]).toMatch(/forward-referral {2}T1 .* 1 {6}2026-11-25T09:00:00.000Z {2}Hopeless: gone$/);
  });

  test('are listed of one tenant alone', async () => {
    const { ports, print, lines } = await withDead('T1', 'T2');
    await printDeadLetters(ports, print, 'T2');
    expect(lines.join('\n')).not.toContain('T1');
    expect(lines).toHaveLength(2);
  });

  test('there are none', async () => {
    const { ports, print, lines } = await withDead();
    await printDeadLetters(ports, print);
    expect(lines).toEqual(['No dead letters.']);
  });

  test('of a workspace that is not there are neither listed nor replayed, and it is said', async () => {
    const { ports, print, lines } = await withDead('T1');
    expect(await printDeadLetters(ports, print, 'T9')).toBe(1);
    expect(await replayAllDeadLetters(ports, print, 'T9')).toBe(1);
    expect(lines).toEqual([
      expect.stringContaining('There is no workspace T9. Name one by its id'),
      expect.stringContaining('There is no workspace T9. Name one by its id'),
    ]);
  });

  test('one is made due again', async () => {
    const { ports, print, ids } = await withDead('T1', 'T2');
    expect(await replayDeadLetter(ports, print, ids[1] ?? '')).toBe(0);
    expect((await ports.worklist.dead()).map(({ work }) => work.id)).toEqual([ids[0]]);
    expect(await ports.worklist.due(ports.clock.now(), 10)).toMatchObject([
      { ref: { tenantId: 'T2' }, work: { id: ids[1], attempts: 0 } },
    ]);
  });

  test('one that is not there', async () => {
    const { ports, print, lines } = await withDead('T1');
    expect(await replayDeadLetter(ports, print, 'nothing')).toBe(1);
    expect(lines).toEqual(['There is no dead letter nothing.']);
  });

  test('all are made due again, or all of a tenant', async () => {
    const { ports, print, lines } = await withDead('T1', 'T2', 'T2');
    await replayAllDeadLetters(ports, print, 'T2');
    expect(await ports.worklist.dead()).toHaveLength(1);
    await replayAllDeadLetters(ports, print);
    expect(await ports.worklist.dead()).toHaveLength(0);
    expect(lines).toEqual(['Due again: 2', 'Due again: 1']);
  });
});

describe('a dead letter whose invite was given back', () => {
  /** One referral and one decision that never reached the marketplace, and a message that Slack did not take. */
  async function givenBack() {
    const ports = await agency();
    const [referred, declined] = [buildInvite(), buildInvite()];
    for (const invite of [referred, declined]) await ports.invites.insert(invite);
    const referral = await referInvite(ports, ANA, referred.id, {
      colleague: { kind: 'member', slackUserId: 'UBEN' },
      reasonId: 'busy',
    });
    await declineInvite(ports, ANA, declined.id, { reasonId: 'busy' });
    await ports.messages.ensure({ id: 'm1', tenantId: 'T1', kind: 'welcome', to: 'UANA', wanted: 1 }, [
      todo('deliver-message', START),
    ]);
    // each is called once, and asked about once more when it is given up
    ports.marketplace.failNext(new Hopeless('gone'), 4);
    ports.messenger.failNext(new Hopeless('gone'), 9);
    ports.clock.advance(60_000);
    for (const [job, id] of [
      ['forward-referral', referral.id],
      ['forward-decision', declined.id],
      ['deliver-message', 'm1'],
    ] as const)
      expect(await runOne(job, { tenantId: 'T1', id }, ports)).toBe('dead');
    const letters = await ports.worklist.dead();
    const idOf = (job: string) => letters.find(({ work }) => work.job === job)?.work.id ?? '';
    return { ports, idOf, ...paper() };
  }

  test('says so where it is listed', async () => {
    const { ports, print, lines } = await givenBack();
    await printDeadLetters(ports, print);
    const told = lines.filter((line) => line.endsWith('(the invite was given back: nothing to replay)'));
    expect(told.map((line) => /forward-\w+/.exec(line)?.[0]).sort()).toEqual(['forward-decision', 'forward-referral']);
    expect(lines).toHaveLength(4);
  });

  test.each(['forward-referral', 'forward-decision'])('is not replayed: %s', async (job) => {
    const { ports, print, lines, idOf } = await givenBack();
    expect(await replayDeadLetter(ports, print, idOf(job))).toBe(1);
    expect(lines).toEqual(['Nothing to replay: the invite was given back to its member, who can act again.']);
    expect(await ports.worklist.dead()).toHaveLength(3);
  });

  test('is left out where all are replayed, and counted', async () => {
    const { ports, print, lines } = await givenBack();
    expect(await replayAllDeadLetters(ports, print)).toBe(0);
    expect(lines).toEqual(['Due again: 1', 'Nothing to replay: 2, whose invites were given back to their members']);
    expect(await ports.worklist.dead()).toHaveLength(2);
  });
});

describe('rebuilding tallies', () => {
  /** Workspaces whose ledgers count one referral each, which no tally knows of. */
  async function counted(...tenants: string[]) {
    const ports = memoryPorts();
    const move = { member: 'UANA', period: 'all', count: 'sent', by: 1 } as const;
    for (const tenantId of tenants) {
      await ports.tenants.install(buildTenant({ id: tenantId }));
      await ports.ledger.insert(buildLedgerEntry({ tenantId, moves: [move] }));
    }
    return { ports, move, operator: { ports, activeTenants: async () => tenants }, ...paper() };
  }

  test('that are right changes nothing', async () => {
    const { ports, operator, move, print, lines } = await counted('T1');
    await ports.tallies.add('T1', [move]);
    expect(await rebuildTalliesOf(operator, print, { tenant: 'T1', write: false })).toBe(0);
    expect(lines).toEqual(['The tallies are what the ledger says.']);
  });

  test('of a workspace that is not there says so', async () => {
    const { operator, print, lines } = await counted('T1');
    expect(await rebuildTalliesOf(operator, print, { tenant: 'T9', write: true })).toBe(1);
    expect(lines).toEqual([expect.stringContaining('There is no workspace T9. Name one by its id')]);
  });

  test('that differ says so and exits with 1, until they are written', async () => {
    const { operator, print, lines } = await counted('T1');
    expect(await rebuildTalliesOf(operator, print, { tenant: 'T1', write: false })).toBe(1);
    expect(lines[1]).toMatch(/^UANA +all +sent +0 +1$/);
    expect(lines[2]).toContain('--write');
    expect(await rebuildTalliesOf(operator, print, { tenant: 'T1', write: true })).toBe(0);
    expect(lines.at(-1)).toBe('Corrected.');
    expect(await rebuildTalliesOf(operator, print, { tenant: 'T1', write: false })).toBe(0);
  });

  test('is done for every workspace unless one is named, and told one by one', async () => {
    const { ports, operator, move, print, lines } = await counted('T1', 'T2');
    await ports.tallies.add('T2', [move]);
    expect(await rebuildTalliesOf(operator, print, { write: false })).toBe(1);
    expect(lines[0]).toBe('Workspace T1');
    expect(lines.slice(-2)).toEqual(['Workspace T2', 'The tallies are what the ledger says.']);
    expect(await rebuildTalliesOf(operator, print, { write: true })).toBe(0);
    expect(await rebuildTalliesOf(operator, print, { write: false })).toBe(0);
  });

  test('where nobody has installed Baton says so', async () => {
    const { operator, print, lines } = await counted();
    expect(await rebuildTalliesOf(operator, print, { write: false })).toBe(0);
    expect(lines).toEqual(['No workspace has Baton installed.']);
  });
});

describe('resealing', () => {
  test.each([
    [0, '0 secrets were sealed anew.'],
    [1, '1 secret was sealed anew.'],
  ])('%i', async (count, line) => {
    const { print, lines } = paper();
    expect(await resealKeys({ reseal: async () => ({ count, unopened: [] }) }, print)).toBe(0);
    expect(lines[0]).toContain(line);
  });

  test('names each secret that no key opens, and keeps the older keys', async () => {
    const { print, lines } = paper();
    const unopened = [{ tenantId: 'T2', what: 'Slack token', why: 'sealed with the key "k0"' }] as const;
    expect(await resealKeys({ reseal: async () => ({ count: 3, unopened }) }, print)).toBe(1);
    expect(lines.slice(0, 3)).toEqual([
      '3 secrets were sealed anew.',
      '1 secret does not open, and stays as it was:',
      '  workspace T2, Slack token: sealed with the key "k0"',
    ]);
    expect(lines[3]).toMatch(/^Keep the older keys\. Add the key/);
    expect(lines.join('\n')).not.toContain('not needed any more');
  });
});
