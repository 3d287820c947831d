import type { EChartsCoreOption } from 'echarts/core';
import type { UnitMonth } from '../unit.ts';

/** What the curve is drawn with. */
export interface Ink {
  text: string;
  soft: string;
  line: string;
  accent: string;
  ground: string;
  font: string;
  /** Height of the letters (CSS pixels). */
  size: number;
}

export interface CurveWording {
  /** `2026-10` → 10月 */
  month(month: string): string;
  goodFrom(score: string): string;
  mediumFrom(score: string): string;
}

/** Where one reads nothing off any more: the axis begins at the tens below what is on it. */
const STEP = 10;
/** Letters of this height go with lines as wide as they are given below (CSS pixels). */
const FINE = 14;

/**
 * A unit's year for ECharts: its scores with a gap for every month without one, the mean of its class beside it, and where good and medium
 * begin by each month's rule book. What the series are called is said beside the curve.
 */
export function curveOption(year: readonly UnitMonth[], chosen: string | undefined, ink: Ink, wording: CurveWording): EChartsCoreOption {
  const goodFrom = thresholds(year, 'goodFrom');
  const mediumFrom = thresholds(year, 'mediumFrom');
  const scores = year.map(({ result }) => number(result?.score));
  const means = year.map(({ ofClass }) => number(ofClass?.average));
  const stroke = ink.size / FINE;
  const text = { color: ink.soft, fontFamily: ink.font, fontSize: ink.size };
  return {
    animation: false,
    grid: {
      left: 3 * ink.size,
      right: roomFor([...goodFrom.map(said(wording.goodFrom)), ...mediumFrom.map(said(wording.mediumFrom))], ink.size),
      top: 1.6 * ink.size,
      bottom: 2 * ink.size,
    },
    xAxis: {
      type: 'category',
      data: year.map(({ month }) => wording.month(month)),
      boundaryGap: true,
      axisLabel: { ...text, interval: 'auto' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.soft } },
    },
    yAxis: { type: 'value', ...bounds([...scores, ...means, ...goodFrom, ...mediumFrom]), interval: STEP, axisLabel: text, splitLine: { lineStyle: { color: ink.line } } },
    series: [
      limit(goodFrom, ink, text, said(wording.goodFrom)),
      limit(mediumFrom, ink, text, said(wording.mediumFrom)),
      { type: 'line', id: 'class', data: means, symbol: 'none', silent: true, lineStyle: { color: ink.soft, width: 2 * stroke, type: [6 * stroke, 4 * stroke] } },
      {
        type: 'line',
        id: 'unit',
        silent: true,
        symbol: 'circle',
        symbolSize: 7 * stroke,
        showAllSymbol: true,
        lineStyle: { color: ink.accent, width: 3 * stroke },
        itemStyle: { color: ink.accent },
        label: {
          show: false,
          ...text,
          color: ink.text,
          fontWeight: 600,
          textBorderColor: ink.ground,
          textBorderWidth: 3,
          fontSize: 1.15 * ink.size,
          formatter: ({ dataIndex }: { dataIndex: number }) => year[dataIndex]?.result?.score ?? '',
        },
        // The month below stands out: a ring, and its score.
        data: year.map(({ month, result }, index) =>
          result && month === chosen
            ? {
                value: Number(result.score),
                symbolSize: 14 * stroke,
                itemStyle: { color: ink.ground, borderColor: ink.accent, borderWidth: 4 * stroke },
                label: { show: true, position: isDip(scores, index) ? 'bottom' : 'top' },
              }
            : number(result?.score),
        ),
      },
    ],
  };
}

function limit(scores: readonly (number | null)[], ink: Ink, text: object, say: (score: number | null) => string) {
  return {
    type: 'line',
    data: scores,
    step: 'middle',
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.soft, width: 1, type: [2, 3] },
    endLabel: { show: true, ...text, formatter: ({ value }: { value: number }) => say(value) },
  };
}

const said = (say: (score: string) => string) => (score: number | null) => (score === null ? '' : say(String(score)));

/** What is said at the ends of the lines has room there: a Chinese sign is as wide as the letters are high, another some three fifths. */
function roomFor(texts: readonly string[], size: number): number {
  const widths = texts.map((text) => [...text].reduce((width, sign) => width + (sign > '\u2e80' ? 1 : 0.6), 0));
  return Math.ceil(Math.max(0, ...widths) * size + 8);
}

/** Whether the curve goes up from here: then what is written above would stand on it. */
function isDip(scores: readonly (number | null)[], index: number): boolean {
  const here = scores[index] ?? 0;
  const beside = [scores[index - 1], scores[index + 1]].filter((score) => score != null);
  return beside.reduce((sum, score) => sum + score - here, 0) > 0;
}

/** A month without a round is held to the rule book of the one before it: the line goes through. */
function thresholds(year: readonly UnitMonth[], which: 'goodFrom' | 'mediumFrom'): (number | null)[] {
  const first = year.find(({ thresholds }) => thresholds)?.thresholds;
  let last = first;
  return year.map(({ thresholds }) => {
    last = thresholds ?? last;
    return number(last?.[which]);
  });
}

function bounds(values: readonly (number | null)[]): { min: number; max: number } {
  const there = values.filter((value) => value !== null);
  const lowest = Math.min(...there, 100 - STEP);
  const highest = Math.max(...there, 100);
  // A curve on the edge is hard to see.
  return { min: Math.max(0, Math.floor((lowest - 1) / STEP) * STEP), max: Math.ceil(highest / STEP) * STEP };
}

function number(score: string | undefined): number | null {
  return score === undefined ? null : Number(score);
}
