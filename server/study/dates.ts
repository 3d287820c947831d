import { dayInChina } from '../calendar.ts';

export function yearInChina(moment: Date): number {
  return Number(dayInChina(moment).slice(0, 4));
}

/** `2026-11-23`, or the moment's day in China → `2026年11月23日`: without leading zeros, as GB/T 9704-2012 7.3.5.4 has it. */
export function chineseDate(day: string | Date): string {
  const [year, month, date] = (day instanceof Date ? dayInChina(day) : day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** `2026-09` → `2026年9月`. */
export function chineseMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}
