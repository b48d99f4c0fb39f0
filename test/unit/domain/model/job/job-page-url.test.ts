import { expect, test } from '@jest/globals';
import { idOfPage, jobPageUrl } from '../../../../../src/domain/model/job/job-page-url.js';

const JOB = 'https://www.linkedin.com/comm/jobs/view/4012345678/';

test.each([
  [`${JOB}?trackingId=a%3D%3D&refId=b&lipi=urn&midToken=c&midSig=d&trk=eml-job&trkEmail=e`, JOB],
  [
    'https://a.example/job?id=7&utm_source=mail&gclid=1&_hsenc=2&mkt_tok=3&msclkid=4&gbraid=5#top',
    'https://a.example/job?id=7',
  ],
  ['https://a.example/job?refId=7', 'https://a.example/job?refId=7'],
  ['https://a.example/job?track=7&trackId=8&midi=9', 'https://a.example/job?track=7&trackId=8&midi=9'],
  ['https://a.example/', undefined],
])('the page of %s', (address, page) => {
  expect(jobPageUrl(address)).toBe(page);
});

test('a page is one job however its address is spelled', () => {
  const ids = ['https://www.a.example/job/7', 'http://a.example/job/7/', 'https://a.example/job/7'].map(idOfPage);
  expect(new Set(ids).size).toBe(1);
  expect(idOfPage('https://a.example/job/7')).not.toBe(idOfPage('https://wwwa.example/job/7'));
});
