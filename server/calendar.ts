import chineseDays from 'chinese-days';

/*
 * Working days in China: weekdays without the holidays, and the weekend days that are worked in their stead, as the State Council announces them every autumn for the
 * year to come. Of years that it has not announced yet, and the library does not know, weekdays alone are known.
 */

const CHINA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** `2026-10-10` is one: a Saturday that is worked. */
export function isWorkingDay(day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  // The library asks what day it is here, wherever that is: at noon it is this day.
  return chineseDays.isWorkday(new Date(year, month - 1, date, 12));
}

/** The count-th working day after `day`, itself not counted: of 2026-02-13 the first is the Saturday after it, 2026-02-14. */
export function addWorkingDays(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; ) {
    found = dayAfter(found);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}

/** The count-th working day of a month: of 2026-10 the first is 2026-10-08. */
export function workingDayOfMonth(month: string, count: number): string {
  return addWorkingDays(dayBefore(`${month}-01`), count);
}

/** What day it is in China at a moment: `2026-11-23`. */
export function dayInChina(moment: Date): string {
  return CHINA.format(moment);
}

function dayAfter(day: string): string {
  return addDays(day, 1);
}

function dayBefore(day: string): string {
  return addDays(day, -1);
}

/** The day so many after another, or before. */
export function addDays(day: string, by: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + by);
  return moment.toISOString().slice(0, 10);
}
