import type { Language } from './index.ts';

/** The committee's clock, whatever the machine behind the wall is set to. */
const ZONE = 'Asia/Shanghai';

export interface Formats {
  /** `2026-10` → 2026年10月 */
  month(yearMonth: string): string;
  /** Where there is little room. */
  shortMonth(yearMonth: string): string;
  /** `2026-10` → 10月 */
  monthAlone(yearMonth: string): string;
  /** 10:32:05 */
  time(moment: Moment): string;
  /** 10月26日周一 */
  day(moment: Moment): string;
  /** 2026年10月26日 */
  date(moment: Moment): string;
  /** Time alone today, with the day before that. */
  moment(moment: string, now: number): string;
}

type Moment = Date | number | string;

function makeFormats(language: Language): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const short = language === 'zh' ? 'long' : 'short';
  const [hour, minute, second] = ['2-digit', '2-digit', '2-digit'] as const;
  const ofMonth = (options: Intl.DateTimeFormatOptions) => {
    const format = formatter(locale, { ...options, timeZone: 'UTC' });
    return (yearMonth: string) => format(`${yearMonth}-01T00:00:00Z`);
  };
  const time = formatter(locale, { hour, minute, second, hourCycle: 'h23', timeZone: ZONE });
  const dayAndTime = formatter(locale, { month: 'numeric', day: 'numeric', hour, minute, hourCycle: 'h23', timeZone: ZONE });
  return {
    month: ofMonth({ year: 'numeric', month: 'long' }),
    shortMonth: ofMonth({ year: 'numeric', month: short }),
    monthAlone: ofMonth({ month: 'short' }),
    time,
    day: formatter(locale, { month: 'long', day: 'numeric', weekday: 'short', timeZone: ZONE }),
    date: formatter(locale, { year: 'numeric', month: short, day: 'numeric', timeZone: ZONE }),
    moment: (moment, now) => (now - Date.parse(moment) < 12 * 3_600_000 ? time : dayAndTime)(moment),
  };
}

/** Months and times as each language writes them; once a page, since a browser takes longer to make formatters than to draw a tile. */
export const FORMATS: Readonly<Record<Language, Formats>> = { zh: makeFormats('zh'), en: makeFormats('en') };

/** Made when it is first needed. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): (moment: Moment) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (moment) => {
    format ??= new Intl.DateTimeFormat(locale, options);
    return format.format(new Date(moment));
  };
}
