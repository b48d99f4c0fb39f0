import { describe, expect, test } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { drawChart } from '../../../src/slack/features/trend/draw-chart.js';
import { trendChart, trendView } from '../../../src/slack/features/trend/trend.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { expectFits } from '../../support/block-kit.js';
import { words, wordsIn } from './words.js';

const weeks = ['02', '09', '16', '23', '30'].map((day, index) => ({
  monday: `2026-11-${day}`,
  counts: { sent: index * 3, accepted: index, hired: index % 2 },
}));

test.each(Object.keys(catalogues))('the weeks fit in %s, with a chart and without', (locale) => {
  for (const withChart of [true, false])
    for (const whose of ['mine', 'team'] as const)
      expectFits(trendView(weeks, whose, wordsIn(locale), withChart), 'message');
});

test('weeks without counts have no line, and bars all the same', () => {
  const [, ...text] = trendView(weeks, 'mine', words, true).blocks;
  expect(JSON.stringify(text)).toContain('*Nov 9, 2026*: 3 referred, 1 accepted, 1 hired\\n');
  expect(JSON.stringify(text)).toContain('Nothing in the other weeks.');
  expect(JSON.stringify(text)).not.toContain('Nov 2,');
  expect(trendChart(weeks, 'mine', words).labels).toHaveLength(5);
});

test('a name speaks to nobody in what notifications read', () => {
  const name = '<!channel> *Ana*';
  for (const withChart of [true, false]) {
    const { text } = trendView(weeks, { name }, words, withChart);
    expect(text).toMatch(/^Last weeks of &lt;!channel&gt; /);
    expectFits(trendView(weeks, { name: 'x'.repeat(80) }, words, withChart), 'message');
  }
});

test('days are written as the reader writes them', () => {
  expect(trendChart(weeks, 'mine', words).labels[0]).toBe('Nov 2');
  expect(trendChart(weeks, 'mine', wordsIn('de')).labels[0]).toBe('2. Nov.');
});

describe('the picture', () => {
  const chart = trendChart(weeks, 'mine', words);
  const nothing = { ...chart, series: chart.series.map((one) => ({ ...one, values: [] })) };

  /** How many pixels of a strip are not white. */
  async function ink(png: Buffer, from: number, height: number): Promise<number> {
    const image = await loadImage(png);
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, from, image.width, height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 200) dark += 1;
    return dark;
  }

  test('is a PNG with the title and the axes in letters, which need no font of the machine', async () => {
    const png = drawChart(chart);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(await ink(png, 0, 40)).toBeGreaterThan(300);
    expect(await ink(drawChart({ ...chart, title: '' }), 0, 12)).toBe(0);
    const short = await ink(drawChart({ ...chart, title: 'i' }), 0, 36);
    expect(await ink(drawChart({ ...chart, title: 'The team’s last weeks' }), 0, 36)).toBeGreaterThan(short * 5);
  });

  test.each(['Last weeks of 李小龍', 'Last weeks of שלום', '👩🏽‍💻'])(
    'has no boxes in place of the letters of %s',
    async (title) => {
      expect(await ink(drawChart({ ...chart, title }), 0, 60)).toBe(
        await ink(drawChart({ ...chart, title: '' }), 0, 60),
      );
      expect(await ink(drawChart({ ...chart, title: 'Łukasz Ναί Юрий' }), 0, 36)).toBeGreaterThan(100);
    },
  );

  test('draws the lines', async () => {
    const area = [120, 280] as const;
    expect(await ink(drawChart(chart), ...area)).toBeGreaterThan((await ink(drawChart(nothing), ...area)) + 500);
  });
});
