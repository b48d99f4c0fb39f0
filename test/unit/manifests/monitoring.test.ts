import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { createMetrics } from '../../../src/web/metrics.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
}

const alerts = (parse(read('manifests/prometheus/alerts.yaml')) as { groups: { rules: Alert[] }[] }).groups.flatMap(
  ({ rules }) => rules,
);
const { panels } = JSON.parse(read('manifests/grafana/baton.json')) as { panels: Panel[] };
const runbook = read('docs/runbook.md');

/** The metrics that a query reads. @throws Error where it is no PromQL. */
function metricsIn(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`);
      if (type.name === 'Identifier' && /^[a-z_:][a-z0-9_:]*$/.test(expr.slice(from, to)))
        names.push(expr.slice(from, to));
    },
  });
  return names;
}

/** The metrics that Baton serves; of a histogram also its parts. Prometheus adds `up`. */
async function served(): Promise<Set<string>> {
  const nothing = async () => [];
  const text = await createMetrics({ backlog: nothing, census: nothing, held: nothing }).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const parts = types.flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['bucket', 'count', 'sum'].map((part) => `${name}_${part}`) : [name],
  );
  return new Set([...parts, 'up']);
}

/** The labels of Baton's own metrics that a query names. */
const labelsIn = (expr: string) => [...expr.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label]) => label);

describe('every query reads metrics that Baton serves', () => {
  const queries = [
    ...alerts.map(({ alert, expr }): [string, string] => [alert, expr]),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr])),
  ];

  test.each(queries)('%s', async (_name, expr) => {
    const names = metricsIn(expr);
    expect(names.length).toBeGreaterThan(0);
    const known = await served();
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    const labels = ['job', 'outcome', 'source', 'state', 'status', 'key', 'path', 'le'];
    expect(labels).toEqual(expect.arrayContaining(labelsIn(expr)));
  });

  test('one that is no query, and one that reads something else, would be seen', async () => {
    expect(() => metricsIn('sum by (job (baton_work_dead)')).toThrow('no PromQL');
    expect((await served()).has(metricsIn('rate(baton_nothing_total[5m])')[0] ?? '')).toBe(false);
  });
});

describe('the alerts', () => {
  test('have an entry in the runbook each, and it has no other', () => {
    const entries = [...runbook.matchAll(/^## (Baton\w+)$/gm)].map(([, name]) => name);
    expect(entries).toEqual(alerts.map(({ alert }) => alert));
  });

  test.each(alerts)('$alert says how urgent it is, and what happened', ({ labels, annotations }) => {
    expect(['page', 'ticket', 'info']).toContain(labels.severity);
    expect(annotations.summary.length).toBeGreaterThan(10);
  });

  test('watch every metric that operating calls worth an alert', () => {
    const table = /## Metrics worth an alert\n([\s\S]*?)\n## /.exec(read('docs/operating.md'))?.[1] ?? '';
    const worth = [...table.matchAll(/baton_[a-z_]+/g)].map(([name]) => name);
    expect(worth.length).toBeGreaterThan(5);
    const watched = alerts.map(({ expr }) => expr).join(' ');
    for (const name of worth.filter((one) => one !== 'baton_held_until_seconds')) expect(watched).toContain(name);
  });
});

test('the dashboard’s panels have ids and places of their own, and say what they show', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)}:${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { description, gridPos } of panels) {
    expect(description.length).toBeGreaterThan(5);
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  }
});
