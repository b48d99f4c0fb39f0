import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  closeInvitation,
  closeJob,
  INVITATION_ACTS,
  isOver,
  moveProposal,
  PROPOSAL_ACTS,
} from '../../../../sandbox/marketplace/market/actions.js';
import { accept, decline } from '../../../../sandbox/marketplace/market/decide.js';
import { ContractProblem, type Market } from '../../../../sandbox/marketplace/market/market.js';
import { inviteTo, postJob } from '../../../../sandbox/marketplace/market/post-job.js';
import { decidable } from '../../../../sandbox/marketplace/market/rules.js';
import { emptyState } from '../../../../sandbox/marketplace/market/state.js';
import { trimRecords } from '../../../../sandbox/marketplace/market/trim-records.js';
import { Event } from '../../../../src/sources/contract/schema/event.js';

const PEOPLE = ['a', 'b', 'c', 'd'];

function newMarket(): Market {
  const state = emptyState();
  state.agencies.one = { id: 'one', name: 'One', token: 'token-one', webhook: { url: 'http://x', secrets: [] } };
  for (const id of PEOPLE) state.people[id] = { id, name: id, agencyId: 'one' };
  const market = { state, url: 'http://m', now: () => new Date('2026-03-01T00:00:00Z') };
  postJob(market, { id: 'open' });
  postJob(market, { id: 'private', private: true });
  return market;
}

const nth = <T>(records: Record<string, T>, n: number): T | undefined => {
  const all = Object.values(records);
  return all[n % Math.max(1, all.length)];
};

const act = fc.oneof(
  fc.record({
    do: fc.constant('invite' as const),
    n: fc.nat(9),
    to: fc.constantFrom(...PEOPLE),
    job: fc.constantFrom('open', 'private'),
  }),
  fc.record({ do: fc.constant('accept' as const), n: fc.nat(9) }),
  fc.record({ do: fc.constant('refer' as const), n: fc.nat(9), to: fc.constantFrom(...PEOPLE, 'nobody') }),
  fc.record({
    do: fc.constant('end' as const),
    n: fc.nat(9),
    act: fc.constantFrom(...(Object.keys(INVITATION_ACTS) as (keyof typeof INVITATION_ACTS)[])),
  }),
  fc.record({
    do: fc.constant('move' as const),
    n: fc.nat(9),
    act: fc.constantFrom(...(Object.keys(PROPOSAL_ACTS) as (keyof typeof PROPOSAL_ACTS)[])),
  }),
  fc.record({ do: fc.constant('close' as const), n: fc.nat(9), slowly: fc.boolean() }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function play(market: Market, step: Act) {
  const { invitations, proposals, jobs } = market.state;
  const invitation = nth(invitations, step.n);
  const proposal = nth(proposals, step.n);
  if (step.do === 'invite') inviteTo(market, { personId: step.to, jobId: step.job });
  if (step.do === 'accept' && invitation) accept(market, decidable(market, 'one', invitation.id));
  if (step.do === 'refer' && invitation) {
    const referral = { person: step.to, referredBy: { name: 'x' } };
    decline(market, decidable(market, 'one', invitation.id), { reasonId: 'other', referral });
  }
  if (step.do === 'end' && invitation) closeInvitation(market, invitation, step.act);
  if (step.do === 'move' && proposal) moveProposal(market, proposal, step.act);
  if (step.do === 'close') closeJob(market, nth(jobs, step.n)?.id ?? '', step.slowly);
}

describe('whatever happens in the market', () => {
  test('a refusal changes nothing, and what is over stays over', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const market = newMarket();
        for (const step of steps) {
          const before = structuredClone(market.state);
          try {
            play(market, step);
          } catch (error) {
            expect(error).toBeInstanceOf(ContractProblem);
            expect(market.state).toEqual(before);
          }
          for (const { id, status } of Object.values(before.invitations)) {
            if (status !== 'open') expect(market.state.invitations[id]?.status).toBe(status);
          }
          for (const one of Object.values(before.proposals)) {
            if (isOver(one)) expect(market.state.proposals[one.id]).toEqual(one);
          }
        }
      }),
    );
  });

  test('nobody is referred to a job twice, to a private one, or to one they know already', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const market = newMarket();
        for (const step of steps) {
          const known = new Set(
            Object.values(market.state.invitations).map(({ jobId, personId }) => `${jobId} ${personId}`),
          );
          const count = Object.keys(market.state.invitations).length;
          try {
            play(market, step);
          } catch {}
          for (const { jobId, personId, referral } of Object.values(market.state.invitations).slice(count)) {
            if (referral) expect([jobId, known.has(`${jobId} ${personId}`)]).toEqual(['open', false]);
          }
        }
      }),
    );
  });

  test('a client who looks twice is told of once', () => {
    const market = newMarket();
    play(market, { do: 'invite', n: 0, to: 'a', job: 'open' });
    play(market, { do: 'accept', n: 0 });
    for (const act of ['view', 'view', 'interview', 'interview'] as const) play(market, { do: 'move', n: 0, act });
    const told = Object.values(market.state.deliveries).map(({ body }) => Event.parse(JSON.parse(body)).data);
    expect(told.map(({ status }) => status).slice(-2)).toEqual(['viewed', 'interviewed']);
    expect(told.filter(({ status }) => status === 'viewed')).toHaveLength(1);
  });

  test('every change is told once, by the contract, and the last word is the truth', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const market = newMarket();
        for (const step of steps) {
          try {
            play(market, step);
          } catch {}
        }
        const { deliveries, invitations, proposals } = market.state;
        const told = new Map<string, string>();
        for (const { body } of Object.values(deliveries)) {
          const { data } = Event.parse(JSON.parse(body));
          expect(told.get(data.id)).not.toBe(data.status);
          told.set(data.id, data.status);
        }
        const truth = [...Object.values(invitations), ...Object.values(proposals)].map(({ id, status }) => [
          id,
          status,
        ]);
        expect(Object.fromEntries(told)).toEqual(Object.fromEntries(truth));
      }),
    );
  });
});

test('old records go, and what is still to be sent stays', () => {
  const { state, now } = newMarket();
  for (let n = 0; n < 3000; n++) {
    state.calls.push({ at: String(n), path: '/', method: 'GET', replayed: false });
    const delivery = {
      agencyId: 'one',
      type: 'invitation.created' as const,
      body: '',
      createdAt: '',
      nextAt: '',
      attempts: [],
    };
    state.deliveries[`m${n}`] = { ...delivery, id: `m${n}`, state: n % 2 ? 'delivered' : 'waiting' };
  }
  trimRecords(state, now());
  expect(state.calls).toHaveLength(2000);
  expect(state.calls.at(-1)?.at).toBe('2999');
  const left = Object.values(state.deliveries);
  expect(left.filter((one) => one.state === 'waiting')).toHaveLength(1500);
  expect(left.filter((one) => one.state === 'delivered')).toHaveLength(500);
  expect(state.deliveries).toHaveProperty('m2999');
});

test('an answer is remembered for 8 days, and the contract promises 7', () => {
  const { state, now } = newMarket();
  const outcome = { status: 200, body: {} };
  const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000).toISOString();
  for (const days of [9, 8.1, 7.9, 7, 0]) {
    state.remembered[`one/${days}`] = { at: daysAgo(days), fingerprint: '', outcome };
  }
  for (let n = 0; n < 6000; n++) state.remembered[`one/k${n}`] = { at: daysAgo(0), fingerprint: '', outcome };
  trimRecords(state, now());
  expect(Object.keys(state.remembered).slice(0, 3)).toEqual(['one/7.9', 'one/7', 'one/0']);
  expect(Object.keys(state.remembered)).toHaveLength(6003);
});
