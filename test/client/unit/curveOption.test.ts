import { describe, expect, test } from '@jest/globals';
import { yearUpTo } from '../../../client/board/year/year.ts';
import { curveOption, type Ink } from '../../../client/unit/curve/curveOption.ts';
import { monthsOf } from '../../../client/unit/unit.ts';
import { result, round, year } from './years.ts';

const ink: Ink = { text: '#111', soft: '#222', line: '#333', accent: '#444', ground: '#555', font: 'sans-serif', size: 14 };
const wording = { month: (month: string) => `${Number(month.slice(5))}月`, goodFrom: (score: string) => `好 ≥ ${score}`, mediumFrom: (score: string) => `中 ≥ ${score}` };

interface Drawn {
  id?: string;
  data: (number | null | { value: number; label: { show: boolean; position: string } })[];
  connectNulls?: boolean;
  endLabel?: { formatter(point: { value: number | null }): string };
}

function draw(answer: ReturnType<typeof year>, chosen?: string) {
  const option = curveOption(monthsOf(answer, yearUpTo('2026-10'), 'TOWNSHIP', true), chosen, ink, wording);
  const series = option.series as Drawn[];
  const [good, medium] = series as [Drawn, Drawn];
  return {
    ...(option as { xAxis: { data: string[] }; yAxis: { min: number; max: number }; tooltip?: unknown }),
    good,
    medium,
    unit: series.find(({ id }) => id === 'unit') as Drawn,
    ofClass: series.find(({ id }) => id === 'class') as Drawn,
  };
}

const NONE = Array(9).fill(null);

describe('the curve', () => {
  const months = ['2026-08', '2026-10'];
  const twoMonths = year(
    months.map((month) => round(month, { TOWNSHIP: [9, '88.81'] })),
    [result('2026-08', { score: '79.50' }), result('2026-10', { score: '93.00' })],
  );

  test('has a gap for every month without a result, and is not drawn across it', () => {
    const { unit, xAxis } = draw(twoMonths);
    expect(xAxis.data).toEqual(['11月', '12月', '1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月']);
    expect(unit.data).toEqual([...NONE, 79.5, null, 93]);
    expect(unit.connectNulls).toBeUndefined();
  });

  test('has the mean of the class beside it', () => {
    expect(draw(twoMonths).ofClass.data).toEqual([...NONE, 88.81, null, 88.81]);
  });

  test('has a line where good and where medium begin, through months without a round too, and by each month’s rule book', () => {
    const { good, medium } = draw(year([round('2026-08', {}, { goodFrom: '88.00', mediumFrom: '70.00' }), round('2026-10')], []));
    expect(good.data).toEqual([...Array(11).fill(88), 90]);
    expect(medium.data).toEqual([...Array(11).fill(70), 75]);
    expect([good.endLabel?.formatter({ value: 90 }), medium.endLabel?.formatter({ value: 75 })]).toEqual(['好 ≥ 90', '中 ≥ 75']);
  });

  test('marks the chosen month with its score, below where the curve goes up from it', () => {
    expect(draw(twoMonths, '2026-10').unit.data.at(-1)).toMatchObject({ value: 93, label: { show: true, position: 'top' } });
    const dip = year([], [result('2026-08', { score: '95.00' }), result('2026-09', { score: '79.00' }), result('2026-10', { score: '93.00' })]);
    expect(draw(dip, '2026-09').unit.data.at(-2)).toMatchObject({ value: 79, label: { position: 'bottom' } });
  });

  test('marks nothing for a chosen month without a result', () => {
    expect(draw(twoMonths, '2026-09').unit.data).toEqual([...NONE, 79.5, null, 93]);
  });

  test.each([
    ['96.00', 70, 100],
    ['105.00', 70, 110],
    ['60.00', 50, 100],
    ['0.00', 0, 100],
  ])('has room for a score of %s: %i to %i', (score, min, max) => {
    expect(draw(year([round('2026-10')], [result('2026-10', { score })])).yAxis).toMatchObject({ min, max });
  });

  test('needs no tooltip, which would write styles into the page', () => {
    expect(draw(twoMonths).tooltip).toBeUndefined();
  });

  test('of a year without anything is an empty one', () => {
    const { unit, good, yAxis } = draw(year([], []));
    expect([...unit.data, ...good.data]).toEqual(Array(24).fill(null));
    expect(yAxis).toMatchObject({ min: 80, max: 100 });
  });
});
