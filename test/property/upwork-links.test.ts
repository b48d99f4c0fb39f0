import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freelancerKey, jobKey, jobUrl } from '../../src/sources/upwork/canonical-ids.js';
import { readUpworkLink, upworkLinksIn } from '../../src/sources/upwork/links.js';
import { propertyRuns } from '../support/property-runs.js';

const numRuns = propertyRuns(200);

const uid = fc.stringMatching(/^[1-9][0-9]{14,19}$/);
const ciphertext = fc.stringMatching(/^~01[0-9a-f]{16}$/);
const title = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);
const tracking = fc.constantFrom('', '/', '?utm_source=mail&frkscc=Ab1', '/?source=rss#x', '#details');
const host = fc.constantFrom(
  'https://www.upwork.com',
  'http://upwork.com',
  'https://www.upwork.com:443',
  'www.upwork.com',
);

const JOB_PATHS: readonly ((id: string, title: string) => string)[] = [
  (id) => `/jobs/${id}`,
  (id) => `/jobs/${id.replace('~', '%7E')}`,
  (id, words) => `/jobs/${words}_${id}`,
  (id) => `/nx/search/jobs/details/${id}`,
  (id) => `/nx/proposals/job/${id}/apply`,
  (id) => `/ab/proposals/job/${id}/apply`,
  (id, words) => `/freelance-jobs/apply/${words}_${id}`,
];
const INVITATION_PATHS: readonly ((uid: string) => string)[] = [
  (id) => `/nx/proposals/interview/uid/${id}`,
  (id) => `/nx/proposals/interview/uid/${id}/accept`,
  (id) => `/ab/proposals/interview/uid/${id}`,
  (id) => `/ab/proposals/interview/${id}`,
];
const WRAPPERS: readonly ((url: string) => string)[] = [
  (url) => url,
  (url) => `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05`,
  (url) => `https://www.google.com/url?q=${encodeURIComponent(url)}&sa=D`,
];

const absolute = (url: string) => (url.startsWith('http') ? url : `https://${url}`);

describe('a link of Upwork, in every form', () => {
  test('to a job has the key of that job', () => {
    const link = fc.tuple(
      host,
      fc.constantFrom(...JOB_PATHS),
      fc.oneof(
        uid.map((number) => `~02${number}`),
        ciphertext,
      ),
      title,
      tracking,
      fc.constantFrom(...WRAPPERS),
    );
    fc.assert(
      fc.property(link, ([at, path, id, words, rest, wrap]) => {
        const key = jobKey(id);
        const url = wrap(absolute(`${at}${path(id, words)}${rest}`));
        expect(key).toBeDefined();
        expect(readUpworkLink(url)).toEqual({ to: 'job', key, url: jobUrl(key ?? '') });
        expect(upworkLinksIn(`Look: <${url}>, or (${url}).`)).toEqual([{ to: 'job', key, url: jobUrl(key ?? '') }]);
      }),
      { numRuns },
    );
  });

  test('to an invitation has its number', () => {
    fc.assert(
      fc.property(host, fc.constantFrom(...INVITATION_PATHS), uid, tracking, (at, path, number, rest) => {
        expect(readUpworkLink(`${at}${path(number)}${rest}`)).toMatchObject({ to: 'invitation', uid: number });
      }),
      { numRuns },
    );
  });

  test('to a profile has its key', () => {
    const path = fc.constantFrom('/freelancers/', '/fl/', '/o/profiles/users/');
    fc.assert(
      fc.property(host, path, ciphertext, tracking, (at, before, id, rest) => {
        expect(readUpworkLink(`${at}${before}${id}${rest}`)).toMatchObject({ to: 'profile', key: freelancerKey(id) });
      }),
      { numRuns },
    );
  });

  test('has the same key again once it was shortened', () => {
    fc.assert(
      fc.property(fc.oneof(uid, ciphertext), (id) => {
        const key = jobKey(id) ?? '';
        expect(readUpworkLink(jobUrl(key))).toEqual({ to: 'job', key, url: jobUrl(key) });
      }),
      { numRuns },
    );
  });
});

test('a look-alike of Upwork’s host is nobody’s link', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const lookAlike = name.chain((word) =>
    fc.constantFrom(
      `upwork.com.${word}.example`,
      `${word}upwork.com`,
      `upwork-${word}.com`,
      `upwork.com@${word}.example`,
      `${word}.example/upwork.com`,
      `upwork.${word}`,
    ),
  );
  fc.assert(
    fc.property(
      lookAlike.filter((name) => name !== 'upwork.com'),
      uid,
      (at, number) => {
        expect(readUpworkLink(`https://${at}/jobs/~02${number}`)).toBeUndefined();
        expect(upworkLinksIn(`https://${at}/jobs/~02${number}`)).toEqual([]);
      },
    ),
    { numRuns },
  );
});

test('no text makes it fail, and what it finds has a canonical address', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string().map((rest) => `https://www.upwork.com/${rest}`),
    fc.string().map((rest) => `https://www.google.com/url?q=${rest}`),
  );
  fc.assert(
    fc.property(text, (any) => {
      readUpworkLink(any);
      for (const link of upworkLinksIn(any)) expect(readUpworkLink(link.url)).toEqual(link);
    }),
    { numRuns },
  );
});
