import { describe, expect, jest, test } from '@jest/globals';
import { Response } from 'undici';
import { Refusal } from '../../../../src/domain/model/errors.js';
import { KEPT } from '../../../../src/domain/model/stored-size-limits.js';
import { MEMBERS_COST, readMembers } from '../../../../src/sources/contract/read-members.js';
import type { Fetch } from '../../../../src/sources/http/guarded-fetch.js';
import { buildConnection, contractConfig } from '../../../support/factories.js';

/** A marketplace whose list goes on for ever. */
function endless(pageOf: (page: number) => object[], padding = '') {
  let pages = 0;
  const fetch: Fetch = async () => {
    pages += 1;
    return new Response(JSON.stringify({ items: pageOf(pages), nextCursor: `page-${pages}`, padding }));
  };
  return { caller: { fetch, trustedOrigins: [] }, pages: () => pages };
}

const read = ({ caller }: ReturnType<typeof endless>, timeoutMs = 5000) =>
  readMembers(caller, { id: 'c1', tenantId: 'T1', config: contractConfig(buildConnection()) }, timeoutMs);

const tooLong = new Refusal('marketplace.tooLong');

const people = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}`, name: 'N', ...more }));

describe('an agency’s people', () => {
  test('are the first so many, without what they can do', async () => {
    const market = endless(() => people(3000, { title: 'Dr', skills: ['React'], email: 'a@b.example' }));
    const found = await read(market);
    expect(found).toHaveLength(KEPT.people);
    expect(found[0]).toStrictEqual({ id: 'p0', name: 'N', email: 'a@b.example' });
    expect(market.pages()).toBe(Math.ceil(KEPT.people / 3000));
  });

  test('are not read to the end where the pages hold nobody and never end', async () => {
    const market = endless(() => []);
    await expect(read(market)).rejects.toThrow(tooLong);
    expect(market.pages()).toBe(MEMBERS_COST.pages);
  });

  test('are not read to the end where the pages are full of something else', async () => {
    const padding = 'x'.repeat(1_900_000);
    const market = endless(() => people(1), padding);
    await expect(read(market)).rejects.toThrow(tooLong);
    expect(market.pages()).toBe(Math.ceil(MEMBERS_COST.length / padding.length));
  });

  test('are read for a minute at the most', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => {
      now += 1000;
      return now;
    });
    const market = endless(() => people(1));
    await expect(read(market)).rejects.toThrow(tooLong);
    expect(market.pages()).toBeLessThanOrEqual(MEMBERS_COST.ms / 1000);
  });

  test('are not read from a page that is longer than an answer may be', async () => {
    await expect(read(endless(() => people(1), 'x'.repeat(4_000_000)))).rejects.toThrow('no answer');
  });
});
