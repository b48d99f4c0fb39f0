import { describe, expect, test } from '@jest/globals';
import { type Action, decideAfterFailure } from '../../../jobs/decide-after-failure.js';
import {
  Hopeless,
  MarketplaceRefusal,
  PlaceReserved,
  Postponed,
  Refusal,
  TokenRefused,
} from '../../../src/domain/model/errors.js';
import { RETRY_DELAYS } from '../../../src/domain/model/retry-delays.js';

const HOUR = 60 * 60 * 1000;

describe('what becomes of work that did not get done', () => {
  const cases: [string, unknown, number, Action][] = [
    ['a first failure', new Error('503'), 0, { do: 'retry', waitMs: 5000 }],
    ['a second failure', new Error('503'), 1, { do: 'retry', waitMs: 15_000 }],
    ['something thrown that is no error', 'oops', 0, { do: 'retry', waitMs: 5000 }],
    ['the last step', new Error('503'), RETRY_DELAYS.length - 1, { do: 'retry', waitMs: RETRY_DELAYS.at(-1) ?? 0 }],
    ['after the last retry delay', new Error('503'), RETRY_DELAYS.length, { do: 'give-up' }],
    ['a hopeless case', new Hopeless('channel_not_found'), 0, { do: 'give-up' }],
    ['a no of the marketplace', new MarketplaceRefusal('private-job', 'no'), 3, { do: 'give-up' }],
    ['a refusal', new Refusal('referral.notFound'), 0, { do: 'give-up' }],
    ['an address that this process may not call', new Refusal('connection.badUrl'), 0, { do: 'retry', waitMs: 5000 }],
    ['nothing connected', new Refusal('tenant.notConnected'), 1, { do: 'retry', waitMs: 15_000 }],
    ['a removed connection', new Refusal('connection.removed'), 1, { do: 'retry', waitMs: 15_000 }],
    ['no installation', new Refusal('tenant.notInstalled'), 0, { do: 'retry', waitMs: 5000 }],
    ['a token that is turned down', new TokenRefused('401'), 0, { do: 'retry', waitMs: 5000 }],
    ['a token that stays turned down', new TokenRefused('401'), RETRY_DELAYS.length, { do: 'give-up' }],
    ['a reserved place', new PlaceReserved(1500, 'marketplace:T1:c1'), 0, { do: 'wait', waitMs: 1500 }],
    ['a 429', new Postponed(7000, 'slack:T1:C1'), 0, { do: 'put-off', waitMs: 7000, block: 'slack:T1:C1' }],
    ['a 429 after the last retry delay', new Postponed(7000, 'k'), 99, { do: 'put-off', waitMs: 7000, block: 'k' }],
    ['a 429 without a time', new Postponed(Number.NaN, 'k'), 0, { do: 'put-off', waitMs: 1000, block: 'k' }],
    ['a 429 for no time', new Postponed(-5, 'k'), 0, { do: 'put-off', waitMs: 1000, block: 'k' }],
    ['a 429 for a year', new Postponed(365 * 24 * HOUR, 'k'), 0, { do: 'put-off', waitMs: HOUR, block: 'k' }],
  ];

  test.each(cases)('%s', (_, error, failures, action) => {
    expect(decideAfterFailure(error, failures, RETRY_DELAYS, 0)).toEqual(action);
  });
});
