import { describe, expect, test } from '@jest/globals';
import { fileOf } from '../../../src/slack/files/file-of.js';
import { buildReferral } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { words, wordsIn } from './words.js';

const read = (file: Buffer) => file.toString('utf8').split('\r\n');

describe('the table of my referrals', () => {
  const sent = [
    buildReferral({ status: 'hired', history: [{ at: START, what: 'hired', who: 'marketplace', through: 'webhook' }] }),
    buildReferral({ job: { id: 'j', title: '=1+1\t"quoted", and\nmore', url: 'https://market.example/j' } }),
  ];
  const left = { slackUserId: 'UGONE', name: '', hasLeft: true } as const;
  const received = [{ ...buildReferral(), from: left }];
  const content = { kind: 'referrals', sent, received } as const;

  test('is a line each, with what happened last', () => {
    const { filename, file } = fileOf(content, words);
    const [head, first] = read(file);
    expect(filename).toBe('referrals.csv');
    expect(head).toBe('\uFEFFDirection,Job,Address,Referred by,Referred to,State,Created,Last change');
    const at = START.toISOString();
    expect(first).toBe(
      `by me,Build a data pipeline,https://market.example/jobs/1,Ana Lopez,Ben Okoro,hired,${at},${at}`,
    );
  });

  test('runs no formulas, and keeps what is quoted in its cell', () => {
    const [, , second] = read(fileOf(content, words).file);
    expect(second).toContain(`by me,"'=1+1\t""quoted"", and\nmore",https`);
  });

  test('is written in the reader’s language, without the names of those who have left', () => {
    const [head, , , third] = read(fileOf(content, wordsIn('de')).file);
    expect(head).toContain('Richtung,Auftrag');
    expect(third).toContain('an mich,Build a data pipeline,https://market.example/jobs/1,Ehemaliges Mitglied,Ben');
  });

  test('has a head even where there is nothing', () => {
    expect(read(fileOf({ kind: 'referrals', sent: [], received: [] }, words).file)).toHaveLength(2);
  });
});

test('everything that is kept is JSON that machines read', () => {
  const { filename, file } = fileOf({ kind: 'my-data', data: { name: 'Ana', at: START } }, words);
  expect(filename).toBe('my-data.json');
  expect(JSON.parse(file.toString())).toEqual({ name: 'Ana', at: START.toISOString() });
});
