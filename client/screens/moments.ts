import type { Words } from '../shared/Both.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-11-03 14:05`, which both languages read; by the committee's clock, wherever the desk is. Swedes write it so. */
const DATED = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' });
const AGO = { zh: new Intl.RelativeTimeFormat('zh-CN'), en: new Intl.RelativeTimeFormat('en-GB') };

export function dated(moment: string | number): string {
  return DATED.format(new Date(moment));
}

/** How long ago, in the largest unit that fits: 刚刚, 12分钟前. */
export function ago(moment: string, now: number): Words {
  const past = Math.max(0, now - Date.parse(moment));
  if (past < 2 * MINUTE) return { zh: '刚刚', en: 'just now' };
  const [count, unit] = past < HOUR ? [past / MINUTE, 'minute' as const] : past < DAY ? [past / HOUR, 'hour' as const] : [past / DAY, 'day' as const];
  return { zh: AGO.zh.format(-Math.floor(count), unit), en: AGO.en.format(-Math.floor(count), unit) };
}
