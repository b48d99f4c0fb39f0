import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ENDPOINTS } from '../../../../../src/sources/contract/schema/endpoint.js';
import { EVENTS } from '../../../../../src/sources/contract/schema/event.js';
import { openapiDocument } from '../../../../../src/sources/contract/schema/openapi-document.js';
import type { Json } from '../../../../support/start-test-sandbox.js';
import { createdBody } from './samples.js';

const kept: Json = JSON.parse(readFileSync('src/sources/contract/openapi.json', 'utf8'));

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(kept, 'contract');
const follows = (pointer: string, value: unknown) =>
  ajv.validate({ $ref: `contract#/components/schemas/${pointer}` }, value);

describe('the contract document', () => {
  test('that is kept is the one that the code makes: run `npm run contract` after a change', () => {
    expect(kept).toEqual(JSON.parse(JSON.stringify(openapiDocument())));
  });

  test('has every call and every event', () => {
    const calls = Object.values(kept.paths).flatMap((path: Json) =>
      Object.values(path).map((call: Json) => call.operationId),
    );
    expect(calls.toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted());
    expect(Object.keys(kept.webhooks)).toEqual(Object.keys(EVENTS));
  });

  test('says the rules of the key for every POST', () => {
    for (const path of ['/invitations/{id}/accept', '/invitations/{id}/decline']) {
      const key = kept.paths[path].post.parameters.find(({ name }: Json) => name === 'Idempotency-Key');
      expect(key).toMatchObject({ in: 'header', required: true, description: expect.stringContaining('422') });
    }
  });

  test('has JSON schemas that any validator can use', () => {
    expect(follows('InvitationCreated', createdBody())).toBe(true);
    expect(follows('InvitationCreated', { ...createdBody(), data: { id: 'i1' } })).toBe(false);
  });

  test.each([
    [{ person: 'p1' }, true],
    [{ profileUrl: 'https://market.example/p1' }, true],
    [{ email: 'ben@agency.example' }, true],
    [{ person: 'p1', email: 'ben@agency.example' }, false],
    [{}, false],
  ])('takes a referral of %j: %s', (who, valid) => {
    expect(follows('ReferralRequest', { ...who, referredBy: { name: 'Ana' } })).toBe(valid);
    const parsed = ENDPOINTS.decline.body.safeParse({
      reasonId: 'r',
      referral: { ...who, referredBy: { name: 'Ana' } },
    });
    expect(parsed.success).toBe(valid);
  });

  test('names every problem that can happen and when to come back', () => {
    const { 409: conflict, 429: limited } = kept.paths['/invitations/{id}/decline'].post.responses;
    expect(conflict.description).toContain('`already-invited`');
    expect(conflict.headers).toHaveProperty('Retry-After');
    expect(limited.headers).toHaveProperty('Retry-After');
  });
});
