import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { periodOf } from '../../src/domain/model/tally/periods.js';
import { weekBefore } from '../../src/domain/tallies/read-digest.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import { configure } from '../support/change-settings.js';
import {
  arrive,
  idOf,
  isOpen,
  openRefer,
  refer,
  untilAtRest,
  untilCard,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { untilFile, wish } from '../support/edit-profile.js';
import { makeDue } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

/** What a command is answered with, as one text. */
const asked = async (name: string, words: string) => JSON.stringify((await as(name).command(words)).json);

/** What a command is answered with that is answered later. */
async function askedLater(name: string, words: string): Promise<string> {
  const before = as(name).ephemerals().length;
  await as(name).command(words);
  const isTold = ({ text }: { text: string }) => /^(?:The team’s referrals|Empfehlungen des Teams), /.test(text);
  const told = await eventually(`${name} is told`, async () => as(name).ephemerals().slice(before).find(isTold));
  return JSON.stringify({ text: told.text, blocks: told.blocks });
}
const mention = (name: string) => `<@${as(name).id}|${name}>`;

/** The numbers in somebody's row of the team's table. */
const rowOf = (answer: string, name: string): string[] => {
  const { blocks } = JSON.parse(answer) as { blocks: { rows?: { text: string }[][] }[] };
  const row = blocks.flatMap(({ rows = [] }) => rows).find(([first]) => first?.text === name) ?? [];
  return row.slice(1).map(({ text }) => text);
};

/** Ana's referral of Ben goes all the way; her second one goes out. */
beforeAll(async () => {
  const first = await arrive(stage(), { job: { title: '=HYPERLINK("https://evil.example","Look")' } });
  await refer(as('ana'), first, 'Ben Okoro');
  const { receivedExternalId } = await untilReferral(stage(), first, 'forwarded');
  await act(stage(), `invitations/${receivedExternalId}/accept`);
  await act(stage(), `proposals/${receivedExternalId}/view`);
  await act(stage(), `proposals/${receivedExternalId}/hire`);
  await untilReferral(stage(), first, 'hired');
  const second = await arrive(stage());
  await refer(as('ana'), second, 'Cara Weiss');
  await untilReferral(stage(), second, 'forwarded');
  await untilAtRest(stage());
});

describe('stats', () => {
  test('my counts by week, month, quarter and all time', async () => {
    const answer = await asked('ana', '');
    for (const span of ['week', 'month', 'quarter', 'all'] as const) expect(answer).toContain(`*${en.tally[span]}:*`);
    expect(answer.match(/\*2\* referred → \*2\* sent → \*1\* accepted → \*1\* hired/g)).toHaveLength(4);
  });

  test.each(['week', 'month', 'quarter', 'all'])(
    'the team’s %s, with the funnel; the board is opt-in, and nobody is pinged',
    async (span) => {
      const answer = await askedLater('ben', `team ${span}`);
      expect(answer).toContain('2 referred, 2 sent, 1 accepted, 1 hired.');
      expect(answer).toContain('*2* referred → *1* seen → *1* accepted → *1* hired');
      expect(answer).not.toMatch(/Ana Lopez|Cara Weiss|<@|<!/);
      expect(answer).toContain('3 more members have numbers and do not show them.');
    },
  );

  test('whoever chose to be shown stands there with what they gave and received, until they choose otherwise', async () => {
    expect(await asked('ben', mention('ana'))).toContain('Ana Lopez has not chosen to show their counts.');
    expect(await asked('olga', mention('ana'))).toContain('2 referred, 2 sent, 1 accepted, 1 hired, 0 received');
    await wish(as('ana'), ['digest', 'onLeaderboard']);
    await wish(as('ben'), ['onLeaderboard']);
    const board = await askedLater('cara', 'team month');
    expect(rowOf(board, 'Ana Lopez')).toEqual(['2', '2', '1', '1', '0']);
    expect(rowOf(await askedLater('olga', 'team month'), 'Ben Okoro')).toEqual(['0', '0', '0', '0', '1']);
    expect(board).not.toMatch(/<@|<!/);
    expect(await asked('ben', mention('ana'))).toContain('2 referred, 2 sent, 1 accepted, 1 hired, 0 received');
    expect(await asked('ben', '@ana')).toContain('Name somebody from the list');
    await wish(as('ben'), ['hidden']);
    expect(await askedLater('olga', 'team month')).not.toContain('Ben Okoro');
    await wish(as('ben'), []);
  });

  test('a chart of the last weeks as Slack’s own block, with the numbers as text', async () => {
    const before = as('ana').ephemerals().length;
    await as('ana').command('trend');
    const chart = await as('ana').untilEphemeral(
      (one) => as('ana').ephemerals().length > before && wordsOf(one).includes('data_visualization'),
    );
    expect(chart.text).toMatch(/2 referred, 1 accepted, 1 hired$/);
    expect(wordsOf(chart)).toMatch(/\*: 2 referred, 1 accepted, 1 hired/);
  });

  test('where Slack does not take its own chart: the numbers as text, and a picture by direct message', async () => {
    const isChart = (args: unknown) => JSON.stringify(args).includes('data_visualization');
    stage().slack.faults.add({
      method: 'response_url',
      fault: { kind: 'refused', error: 'invalid_blocks' },
      when: isChart,
    });
    const before = as('cara').ephemerals().length;
    await as('cara').command('team month');
    const { bytes } = await untilFile(stage(), as('cara'), 'verlauf.png');
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(bytes.length).toBeGreaterThan(5_000);
    const [, told, ...more] = as('cara').ephemerals().slice(before);
    expect(more).toEqual([]);
    expect(isChart(told?.blocks)).toBe(false);
    expect(told?.text).toMatch(/2 .*, 1 .*, 1 /);
  });

  test('export: a CSV by direct message that no spreadsheet runs, and my data', async () => {
    expect(await asked('ana', 'export')).toContain(en.files.planned.both);
    const { bytes } = await untilFile(stage(), as('ana'), 'referrals.csv');
    const text = bytes.toString();
    expect(
      text.startsWith('\uFEFFDirection,Job,Address,Referred by,Referred to,State,Created (UTC),Last change (UTC)\r\n'),
    ).toBe(true);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(text).toContain(`by me,"'=HYPERLINK(""https://evil.example"",""Look"")"`);
    expect(text).toMatch(/,Ana Lopez,Ben Okoro,hired,\d{4}-/);
    const data = await untilFile(stage(), as('ana'), 'my-data.json');
    expect(JSON.parse(data.bytes.toString())).toMatchObject({
      member: { name: 'Ana Lopez' },
      sent: [expect.anything(), expect.anything()],
      received: [],
    });
  });

  test.each([
    ['files.getUploadURLExternal', 'storage_limit_reached'],
    ['files.completeUploadExternal', 'file_uploads_disabled'],
  ])(
    'export: where Slack refuses the files by %s, one hears that, and what to do; then they come',
    async (method, error) => {
      const failures = async () => {
        const messages = (await as('ben').messages()).map(wordsOf);
        const saying = (words: string) => messages.filter((message) => message.includes(words));
        return {
          data: saying('Your data could not be sent'),
          table: saying('Your table of referrals could not be sent'),
        };
      };
      const before = await failures();
      stage().slack.faults.add({ method, fault: { kind: 'refused', error }, times: 2 });
      expect(await asked('ben', 'export')).toContain(en.files.planned.both);
      const told = await eventually('he hears of both', async () => {
        const { data, table } = await failures();
        const isTold = data.length > before.data.length && table.length > before.table.length;
        return isTold ? { data, table } : undefined;
      });
      for (const words of [told.data.at(-1), told.table.at(-1)])
        expect(words).toMatch(/Ask an admin .* ask for it again with `\/referrals export`/);
      await asked('ben', 'export');
      await untilFile(stage(), as('ben'), 'my-data.json');
      await untilFile(stage(), as('ben'), 'referrals.csv');
      await untilAtRest(stage());
      expect(await failures()).toEqual(told);
    },
  );

  test('on Mondays a digest of last week for those who had something to count and want one', async () => {
    const { truth, tenantId } = stage();
    const { ledger, tallies } = truth.ports;
    const period = weekBefore(periodOf('week', new Date(), 'UTC'));
    const moves = [as('ana').id, as('ben').id].map((member) => ({ member, period, count: 'sent', by: 3 }) as const);
    await ledger.insert({
      id: 'last-week:held',
      tenantId,
      referralId: 'last-week',
      event: 'held',
      at: new Date(),
      moves,
    });
    await tallies.add(tenantId, moves);
    await makeDue(stage(), 'send-digests', { tenantId, id: tenantId });
    const isDigest = (name: string) => (message: Parameters<typeof idOf>[0]) =>
      idOf(message) === `digest.${period}.${as(name).id}`;
    const digest = await as('ana').untilMessage(isDigest('ana'));
    expect(digest.text).toBe('Your week: 3 referred, 0 sent, 0 accepted, 0 hired, 0 received.');
    await untilAtRest(stage());
    for (const name of ['ben', 'cara', 'olga']) expect((await as(name).messages()).filter(isDigest(name))).toEqual([]);
  });
});

describe('the words', () => {
  test('feedback is kept, and shown as it was written in the channel that an admin chose', async () => {
    const channel = stage().slack.channels.invites ?? '';
    await configure(stage(), { feedback: channel });
    expect(await asked('ben', 'feedback More <b> & less *noise*')).toContain(en.feedback.thanks);
    const shown = await as('olga').untilMessage(({ text }) => text === 'Feedback about Baton from Ben Okoro', {
      channel: 'invites',
    });
    expect(wordsOf(shown)).toContain('More <b> & less *noise*');
    const [, id = ''] = idOf(shown).split('.');
    const kept = await stage().truth.ports.feedback.get({ tenantId: stage().tenantId, id });
    expect(kept).toMatchObject({ text: 'More <b> & less *noise*', from: { slackUserId: as('ben').id } });
    expect(await asked('ben', 'feedback')).toContain('Write what you want to say');
  });

  test('a tip and the FAQ stand where somebody refers, and nothing speaks of money for it', async () => {
    const invite = await arrive(stage(), { freelancer: 'f-ben' });
    await openRefer(as('ben'), await untilCard(as('ben'), invite, isOpen), invite, 'Cara Weiss');
    const modal = as('ben').modal();
    expect(wordsOf(modal)).toContain(en.refer.tip);
    expect(wordsOf(modal)).toContain(stage().config.FAQ_URL);
    expect(JSON.stringify(en)).not.toMatch(/bonus|reward|commission|gift card/i);
    await as('ben').dismiss();
    await as('ben').press(await untilCard(as('ben'), invite), ACTION.accept);
  });
});
