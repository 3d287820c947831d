import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { choose, type Language } from './index.ts';

/** The committee's clock, whatever the machine behind the wall is set to. */
const ZONE = 'Asia/Shanghai';

/** Texts, months and times in the language of the moment. */
export function useLanguage() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const formats = useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: ZONE });
    const date = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'short', timeZone: ZONE });
    const day = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE });
    const shortMonth = new Intl.DateTimeFormat(locale, { year: 'numeric', month: language === 'zh' ? 'long' : 'short', timeZone: 'UTC' });
    const monthAlone = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    const fullDate = new Intl.DateTimeFormat(locale, { year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric', timeZone: ZONE });
    return {
      /** `2026-10` → 2026年10月 */
      month: (yearMonth: string) => month.format(new Date(`${yearMonth}-01T00:00:00Z`)),
      /** `2026-10` → 10月 */
      /** Where there is little room. */
      shortMonth: (yearMonth: string) => shortMonth.format(new Date(`${yearMonth}-01T00:00:00Z`)),
      monthAlone: (yearMonth: string) => monthAlone.format(new Date(`${yearMonth}-01T00:00:00Z`)),
      /** 10:32:05 */
      time: (moment: Date | number | string) => time.format(new Date(moment)),
      /** 10月26日周一 */
      day: (moment: Date | number | string) => date.format(new Date(moment)),
      /** 2026年10月26日 */
      date: (moment: string) => fullDate.format(new Date(moment)),
      /** Time alone today, with the day before that. */
      moment: (moment: string, now: number) => (now - Date.parse(moment) < 12 * 3_600_000 ? time : day).format(new Date(moment)),
    };
  }, [language]);
  return { t, language, ...formats, toggle: () => choose(i18n, language === 'zh' ? 'en' : 'zh') };
}
