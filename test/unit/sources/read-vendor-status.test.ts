import { describe, expect, test } from '@jest/globals';
import { readVendorStatus } from '../../../src/sources/read-vendor-status.js';

describe('the status of an invitation in a vendor’s words', () => {
  test.each([
    [['Pending', undefined, 'Previously declined'], 'open'],
    [['Pending', 'declined'], 'open'],
    [['PENDING', 'DECLINED'], 'open'],
    [['AWAITING_RESPONSE', 'DECLINED'], 'open'],
    [['AwaitingAnswer', 'DECLINED'], 'open'],
    [['Pending (previously declined)'], 'open'],
    [['Waiting for the freelancer', 'EXPIRED'], 'open'],
    [['Open', 'Job is closed'], 'open'],
    [['New', 'Withdrawn'], 'open'],
    [['Previously declined'], 'open'],
    [['Previously declined', 'accepted'], 'accepted'],
    [['Not accepted yet', 'declined'], 'declined'],
    [['Inactive', undefined, 'Job is closed'], 'archived'],
    [['Job is closed', 'pending'], 'archived'],
    [['No longer pending', 'declined'], 'archived'],
    [['Declined', 'Pending'], 'declined'],
    [['DECLINED_BY_FREELANCER'], 'declined'],
    [['invitationDeclined'], 'declined'],
    [['DONE', 'DECLINED'], 'declined'],
    [['Declined', undefined, 'Client withdrew the job'], 'declined'],
    [['Withdrawn', 'DECLINED'], 'withdrawn'],
    [['ACCEPTED', 'EXPIRED'], 'accepted'],
    [['Archived', undefined, 'Somebody else was hired'], 'archived'],
    [['', undefined, 'Expired'], 'expired'],
    [[undefined, undefined], 'open'],
    [['Something new', 'else'], 'open'],
  ] as const)('%j means %s', (fields, status) => expect(readVendorStatus(fields)).toBe(status));
});
