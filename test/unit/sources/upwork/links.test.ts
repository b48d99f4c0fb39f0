import { describe, expect, test } from '@jest/globals';
import {
  freelancerKey,
  invitationKey,
  jobKey,
  jobUrl,
  profileUrl,
} from '../../../../src/sources/upwork/canonical-ids.js';
import { UPWORK_DECLINE_REASONS } from '../../../../src/sources/upwork/decline-reasons.js';
import { isUpworkHost, readUpworkLink, upworkLinksIn } from '../../../../src/sources/upwork/links.js';

const JOB = '1955676437925687781';
const INVITATION = '1955676881223622657';

describe('a link of Upwork', () => {
  test.each([
    `https://www.upwork.com/jobs/~02${JOB}`,
    `https://www.upwork.com/jobs/~02${JOB}/`,
    `https://www.upwork.com/jobs/AWS-Lambda-Function_~02${JOB}/?source=rss`,
    `http://upwork.com/jobs/%7E02${JOB}?utm_source=mail#top`,
    `www.upwork.com/jobs/~02${JOB}`,
    `https://www.upwork.com/nx/search/jobs/details/~02${JOB}?q=lambda`,
    `https://www.upwork.com/nx/find-work/best-matches/details/~02${JOB}`,
    `https://www.upwork.com/ab/proposals/job/~02${JOB}/apply/`,
    `https://www.upwork.com/nx/proposals/job/~02${JOB}/apply/`,
    `https://www.upwork.com/freelance-jobs/apply/AWS-Lambda_~02${JOB}/`,
    `https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.upwork.com%2Fjobs%2F~02${JOB}%3Futm_source%3Dmail&data=05%7C01`,
    `https://www.google.com/url?q=https://www.upwork.com/jobs/~02${JOB}&sa=D`,
    `https://urldefense.com/v3/__https://www.upwork.com/jobs/~02${JOB}__;!!abc$`,
    `https://urldefense.com/v3/__https://www.upwork.com/jobs/*02${JOB}__;fg!!abc!x$`,
    `https://urldefense.com/v3/__https://www.upwork.com/jobs/B**Ackerei_*02${JOB}__;4oCm4oCmfg!!abc!x$`,
    `https://urldefense.proofpoint.com/v2/url?u=https-3A__www.upwork.com_jobs_-7E02${JOB}&d=DwMFaQ&c=x&r=y`,
    `https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.upwork.com%2fjobs%2f~02${JOB}&c=E,1,x`,
    `https://secure-web.cisco.com/1AbC_d/https%3A%2F%2Fwww.upwork.com%2Fjobs%2F~02${JOB}`,
    `https://imsva91-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=https%3a%2f%2fwww.upwork.com%2fjobs%2f~02${JOB}&umid=1`,
    `https://eu-central-1.protection.sophos.com/?d=upwork.com&u=${Buffer.from(`https://www.upwork.com/jobs/~02${JOB}`).toString('base64')}&i=1`,
    `https://slack-redir.net/link?url=https%3A%2F%2Fwww.upwork.com%2Fjobs%2F~02${JOB}`,
    `https://www.upwork.com/jobs/～02${JOB}`,
  ])('leads to the job: %s', (link) => {
    expect(readUpworkLink(link)).toEqual({
      to: 'job',
      key: `upwork:${JOB}`,
      url: `https://www.upwork.com/jobs/~02${JOB}`,
    });
  });

  test.each([
    'https://www.upwork.com/jobs/Shop-for-lamps_~01ab23cd45ef678901',
    'https://www.upwork.com/o/jobs/job/_~01AB23CD45EF678901/',
  ])('with an enciphered id leads to the job of that id: %s', (link) => {
    expect(readUpworkLink(link)).toEqual({
      to: 'job',
      key: 'upwork:~01ab23cd45ef678901',
      url: 'https://www.upwork.com/jobs/~01ab23cd45ef678901',
    });
  });

  test.each([
    `https://www.upwork.com/nx/proposals/interview/uid/${INVITATION}`,
    `https://www.upwork.com/nx/proposals/interview/uid/${INVITATION}/accept`,
    `https://www.upwork.com/ab/proposals/interview/uid/${INVITATION}/`,
    `https://www.upwork.com/ab/proposals/interview/${INVITATION}?frkscc=a1`,
  ])('leads to the invitation: %s', (link) => {
    expect(readUpworkLink(link)).toEqual({
      to: 'invitation',
      uid: INVITATION,
      url: `https://www.upwork.com/nx/proposals/interview/uid/${INVITATION}`,
    });
  });

  test.each([
    'https://www.upwork.com/freelancers/~01921f906821a83980',
    'https://www.upwork.com/freelancers/~01921f906821a83980?mp_source=share',
    'https://www.upwork.com/o/profiles/users/~01921F906821A83980/',
    'https://www.upwork.com/fl/~01921f906821a83980',
  ])('leads to the profile: %s', (link) => {
    expect(readUpworkLink(link)).toEqual({
      to: 'profile',
      key: 'upwork:~01921f906821a83980',
      url: 'https://www.upwork.com/freelancers/~01921f906821a83980',
    });
  });

  test.each([
    `https://www.upwork.com.evil.example/jobs/~02${JOB}`,
    `https://notupwork.com/jobs/~02${JOB}`,
    `https://evil.example/www.upwork.com/jobs/~02${JOB}`,
    `https://upwork.com@evil.example/jobs/~02${JOB}`,
    `https://upwоrk.com/jobs/~02${JOB}`,
    `https://safelinks.protection.outlook.com.evil.example/?url=https://www.upwork.com/jobs/~02${JOB}`,
    `https://secure-web.cisco.com.evil.example/1/https%3A%2F%2Fwww.upwork.com%2Fjobs%2F~02${JOB}`,
    `https://slack-redir.net/link?url=https%3A%2F%2Fevil.example%2Fjobs%2F~02${JOB}`,
    'https://urldefense.com/v3/__',
    'https://urldefense.proofpoint.com/v2/url?u=https-3',
    `ftp://www.upwork.com/jobs/~02${JOB}`,
    `javascript:https://www.upwork.com/jobs/~02${JOB}`,
    'https://www.upwork.com/jobs/~02123',
    'https://www.upwork.com/nx/proposals/interview/uid/12',
    'https://www.upwork.com/%E0%A4%A/jobs',
    'https://www.upwork.com/',
    'upwork',
    '',
  ])('is not this: %s', (link) => {
    expect(readUpworkLink(link)).toBeUndefined();
  });
});

describe('a text', () => {
  test('gives all its links of Upwork once, without what stands around them', () => {
    const text = `Hi! See (https://www.upwork.com/jobs/~02${JOB}?a=1), or <https://www.upwork.com/jobs/~02${JOB}>.
      Answer: https://www.upwork.com/nx/proposals/interview/uid/${INVITATION}/accept.
      Unrelated: https://example.com/jobs/~02${JOB} and ana@upwork.com/x`;
    expect(upworkLinksIn(text).map(({ to }) => to)).toEqual(['job', 'invitation']);
  });

  test('of a million signs is read, whatever they are', () => {
    expect(upworkLinksIn(`https://${'a.'.repeat(250_000)} ${'upwork.com/'.repeat(50_000)}`)).toEqual([]);
    expect(upworkLinksIn('a-'.repeat(500_000))).toEqual([]);
  });
});

test.each([
  ['upwork.com', true],
  ['www.upwork.com', true],
  ['NOTIFICATIONS.UPWORK.COM.', true],
  ['upwork.com.evil.example', false],
  ['myupwork.com', false],
  ['', false],
])('the host %p is Upwork’s: %p', (host, is) => expect(isUpworkHost(host)).toBe(is));

test.each([
  [JOB, `upwork:${JOB}`],
  [`~02${JOB}`, `upwork:${JOB}`],
  [`02${JOB}`, `upwork:${JOB}`],
  ['~01ab23cd45ef678901', 'upwork:~01ab23cd45ef678901'],
  ['1234567890', undefined],
  ['', undefined],
])('the job %p has the key %p', (id, key) => {
  expect(jobKey(id)).toBe(key);
  if (key) expect(readUpworkLink(jobUrl(key))).toMatchObject({ key });
});

test('an invitation and a freelancer have keys too', () => {
  expect(invitationKey(INVITATION)).toBe(`upwork:invitation:${INVITATION}`);
  expect([invitationKey('7'), invitationKey(null), invitationKey({})]).toEqual([undefined, undefined, undefined]);
  expect(freelancerKey('669484786717323264')).toBe('upwork:669484786717323264');
  expect(freelancerKey('01921f906821a83980')).toBe('upwork:~01921f906821a83980');
  expect(freelancerKey('~01921F906821A83980')).toBe('upwork:~01921f906821a83980');
  expect([freelancerKey(12), freelancerKey('ana')]).toEqual([undefined, undefined]);
  expect(profileUrl('upwork:669484786717323264')).toBeUndefined();
});

test('every reason for declining has an id of its own and Upwork’s own words, in German too', () => {
  expect(new Set(UPWORK_DECLINE_REASONS.map(({ id }) => id)).size).toBe(9);
  for (const { text, translations } of UPWORK_DECLINE_REASONS) expect(translations?.de ?? text).toContain(text);
});
