import { type ReactNode, useId } from 'react';
import { type Json, list, object, words } from '../json.js';

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Plot {
  readonly kind: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Draws a `data_visualization` block: lines, areas, bars or a pie. */
export function Chart({ block }: { readonly block: Json }): ReactNode {
  const id = useId();
  const plot = plotOf(object(block.chart));
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>{words(block.title)}</figcaption>
      {plot.kind === 'pie' ? <Pie plot={plot} /> : <Axes plot={plot} title={words(block.title)} />}
      <ul className="legend">
        {namesIn(plot).map((name, at) => (
          <li key={name}>
            <span className={`dot s${at}`} aria-hidden="true" />
            {name}
          </li>
        ))}
      </ul>
    </figure>
  );
}

const namesIn = ({ kind, labels, series }: Plot): readonly string[] =>
  kind === 'pie' ? labels : series.map(({ name }) => name);

function plotOf({ type, series, segments, axis_config: axis }: Json): Plot {
  const { categories, x_label: xLabel, y_label: yLabel } = object(axis);
  const all = list(series).map(({ name, data }) => ({ name: words(name), points: list(data) }));
  const slices = list(segments);
  const given = Array.isArray(categories) ? categories.map(String) : [];
  const labels = given.length ? given : (all[0]?.points ?? slices).map(({ label }) => words(label));
  return {
    ...{ kind: words(type), labels, xLabel: words(xLabel), yLabel: words(yLabel) },
    series: slices.length
      ? [{ name: '', values: slices.map(({ value }) => Number(value ?? 0)) }]
      : all.map(({ name, points }) => ({ name, values: points.map(({ value }) => Number(value ?? 0)) })),
  };
}

/** The size of the drawing, and the room for the axes. */
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [440, 210, 44, 42, 8];
const [PLOT_WIDTH, PLOT_HEIGHT] = [WIDTH - LEFT - 24, HEIGHT - BOTTOM - TOP];

/** Returns the marks of the axis: whole steps of 1, 2 or 5 times a power of ten. */
function marksUpTo(most: number): readonly number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, at) => at * step);
}

function Axes({ plot, title }: { readonly plot: Plot; readonly title: string }): ReactNode {
  const { kind, labels, series, xLabel, yLabel } = plot;
  const marks = marksUpTo(Math.max(...series.flatMap(({ values }) => values), 0));
  const most = marks.at(-1) ?? 1;
  const isBar = kind === 'bar';
  const slot = PLOT_WIDTH / Math.max(1, isBar ? labels.length : labels.length - 1);
  const x = (at: number) => LEFT + slot * (isBar ? at + 0.5 : at);
  const y = (value: number) => TOP + PLOT_HEIGHT * (1 - value / most);
  const every = Math.ceil(labels.length / 8);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. The numbers are below.`}>
      {marks.map((mark) => (
        <g key={mark}>
          <line className="grid" x1={LEFT} x2={LEFT + PLOT_WIDTH} y1={y(mark)} y2={y(mark)} />
          <text x={LEFT - 6} y={y(mark) + 3} textAnchor="end">
            {mark}
          </text>
        </g>
      ))}
      {labels.map((label, at) => (
        <text key={label} x={x(at)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
          {(labels.length - 1 - at) % every === 0 ? label : ''}
        </text>
      ))}
      <text x={LEFT + PLOT_WIDTH / 2} y={HEIGHT - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text transform={`translate(11 ${TOP + PLOT_HEIGHT / 2}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
      {series.map((one, nth) =>
        isBar ? (
          <Bars key={one.name} {...{ nth, slot, x, y }} values={one.values} of={series.length} />
        ) : (
          <Line key={one.name} {...{ nth, x, y }} values={one.values} isFilled={kind === 'area'} />
        ),
      )}
    </svg>
  );
}

interface Drawn {
  readonly nth: number;
  readonly values: readonly number[];
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

function Line({ nth, values, x, y, isFilled }: Drawn & { readonly isFilled: boolean }): ReactNode {
  const points = values.map((value, at) => `${x(at)},${y(value)}`);
  const area = [`${x(0)},${y(0)}`, ...points, `${x(values.length - 1)},${y(0)}`].join(' ');
  return (
    <g className={`s${nth}`}>
      {isFilled && <polygon className="area" points={area} />}
      <polyline points={points.join(' ')} />
      {values.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points have nothing but their place
        <circle key={at} cx={x(at)} cy={y(value)} r={2.5} />
      ))}
    </g>
  );
}

function Bars({ nth, values, x, y, slot, of }: Drawn & { readonly slot: number; readonly of: number }): ReactNode {
  const width = (slot * 0.7) / of;
  return (
    <g className={`s${nth}`}>
      {values.map((value, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing but their place
          key={at}
          {...{ x: x(at) + width * (nth - of / 2), y: y(value), width, height: y(0) - y(value) }}
        />
      ))}
    </g>
  );
}

const RADIUS = 80;

function Pie({ plot }: { readonly plot: Plot }): ReactNode {
  const values = plot.series[0]?.values ?? [];
  const sum = values.reduce((total, value) => total + value, 0) || 1;
  const corner = (share: number) => {
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return `${RADIUS * Math.cos(angle)} ${RADIUS * Math.sin(angle)}`;
  };
  let begun = 0;
  return (
    <svg
      viewBox="-100 -90 200 180"
      role="img"
      aria-label={plot.labels.map((label, at) => `${label}: ${values[at]}`).join(', ')}
    >
      {values.map((value, at) => {
        const from = begun / sum;
        begun += value;
        const whole = value === sum;
        const path = `M0 0 L${corner(from)} A${RADIUS} ${RADIUS} 0 ${value / sum > 0.5 ? 1 : 0} 1 ${corner(begun / sum)} Z`;
        return (
          <g key={plot.labels[at]} className={`s${at}`}>
            {whole ? <circle className="slice" r={RADIUS} /> : <path className="slice" d={path} />}
          </g>
        );
      })}
    </svg>
  );
}
