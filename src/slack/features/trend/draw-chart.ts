import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { Chart, registerables } from 'chart.js';
import type { BarChart } from './bar-chart.js';

const FONT = 'Baton Inter';
const WIDTH = 960;
const HEIGHT = 480;
/** Colours that are told apart without red and green (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];

GlobalFonts.registerFromPath(
  createRequire(import.meta.url).resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  FONT,
);
Chart.register(...registerables);

const ground = {
  id: 'ground',
  beforeDraw: ({ ctx }: Chart) => {
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, WIDTH, HEIGHT);
  },
};

/** Matches a text that the font has all letters of: Latin, Greek and Cyrillic ones, digits and punctuation. */
const DRAWN = /^[ -~\u00a0-\u036f\u0370-\u04ff\u1e00-\u1eff\u2010-\u2027\u20ac]*$/;

/**
 * Draws the chart as a PNG, for places where Slack does not take its own chart block. Brings its own font, and leaves
 * out a title that the font has no letters for, which would be boxes: the message beside the picture has it.
 */
export function drawChart({ title, labels, series, axis }: BarChart): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const font = { family: FONT, size: 16 };
  const axisOf = (text: string) => ({
    title: { display: true, text, font },
    ticks: { font, precision: 0, autoSkip: false },
  });
  const chart = new Chart(canvas as unknown as ConstructorParameters<typeof Chart>[0], {
    type: 'bar',
    data: {
      labels: [...labels],
      datasets: series.map(({ name, values }, index) => ({
        label: name,
        data: [...values],
        borderColor: COLOURS[index % COLOURS.length] ?? '#000000',
        backgroundColor: COLOURS[index % COLOURS.length] ?? '#000000',
      })),
    },
    options: {
      animation: false,
      responsive: false,
      layout: { padding: 16 },
      devicePixelRatio: 1,
      plugins: {
        title: { display: true, text: DRAWN.test(title) ? title : '', font: { ...font, size: 22 } },
        legend: { labels: { font } },
      },
      scales: { x: axisOf(axis.x), y: { ...axisOf(axis.y), beginAtZero: true } },
    },
    plugins: [ground],
  });
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return png;
}
