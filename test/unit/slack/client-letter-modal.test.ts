import { expect, test } from '@jest/globals';
import { KEPT } from '../../../src/domain/model/stored-size-limits.js';
import { clientLetterModal } from '../../../src/slack/features/invite-card/client-letter-modal.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildJob } from '../../support/factories.js';
import { TEXTS, wordyInvite } from '../../support/slack-content.js';
import { words } from './words.js';

test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
  expectFits(clientLetterModal(wordyInvite(TEXTS[name] ?? ''), words), 'modal');
});

test.each(['x', '語', '👩🏽‍💻', ' \n'])('the longest letter of %j fits', (unit) => {
  const letter = unit.repeat(KEPT.letter).slice(0, KEPT.letter);
  expectFits(clientLetterModal(buildInvite({ letter, letterCut: true }), words), 'modal');
});

test('is whole, and as the client wrote it', () => {
  const letter = `<b>Hello</b> & <!channel>\n${'A line of the letter.\n'.repeat(1000)}The end.`;
  const texts = clientLetterModal(buildInvite({ letter }), words).blocks.map((block) =>
    'text' in block ? block.text : undefined,
  );
  const said = texts.map((text) => (typeof text === 'object' && text ? text.text : '')).join('\n');
  expect(said.trim()).toBe(letter);
});

test('says when it was too long to keep', () => {
  const view = JSON.stringify(clientLetterModal(buildInvite({ letterCut: true }), words));
  expect(view).toContain('Read the rest on the marketplace');
});

test('goes on at the page of the invitation where that is known, else at the job’s', () => {
  const job = buildJob({ url: 'https://market.example/jobs/1' });
  const cut = buildInvite({ job, letterCut: true });
  const url = 'https://market.example/invitations/1';
  expect(JSON.stringify(clientLetterModal(cut, words))).toContain(`<${job.url}|`);
  expect(JSON.stringify(clientLetterModal({ ...cut, url }, words))).toContain(`<${url}|`);
});
