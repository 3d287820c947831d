import { useEffect, useState } from 'react';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { Asking } from '../shared/server.ts';
import { chooseTheme, openTheme, themeOf } from '../shared/theme.ts';
import { monthOf, searchWithMonth } from './address.ts';
import { MonthPanel } from './month/MonthPanel.tsx';
import { Refused } from './Refused.tsx';
import { RectificationsPanel } from './rectifications/RectificationsPanel.tsx';
import { UnitHeader } from './UnitHeader.tsx';
import { useUnit } from './useUnit.ts';
import { YearPanel } from './YearPanel.tsx';

/** How one unit stands, and why. Names units and areas, never an officer or an inspector. */
export function UnitPage({ asking, code }: { asking: Asking; code: string }) {
  const { t, month } = useLanguage();
  const [asked, setAsked] = useState(() => monthOf(location.search));
  const [theme, setTheme] = useState(() => openTheme(themeOf(location.search)));
  const view = useUnit(asking, code, asked);
  const reading = view.phase === 'shown' ? view.reading : undefined;

  const choose = (chosen: string) => {
    // Replaced, not added: back leads to where one came from, whatever was leafed through meanwhile.
    history.replaceState(history.state, '', searchWithMonth(location.search, chosen));
    setAsked(chosen);
  };
  const toggleTheme = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    chooseTheme(other);
    setTheme(other);
  };

  const name = reading?.card.name ?? code;
  const shownMonth = reading?.chosen?.month;
  useEffect(() => {
    document.title = `${shownMonth ? t('unit.titled', { unit: name, month: month(shownMonth) }) : name} · ${t('title')}`;
  }, [name, shownMonth, t, month]);

  return (
    <>
      <UnitHeader card={reading?.card} readAt={reading?.at} cutOff={view.phase === 'shown' && view.cutOff} toggleTheme={toggleTheme} />
      {view.phase === 'reading' && <main className="waiting">{t('unit.reading')}</main>}
      {view.phase === 'refused' && <Refused why={view.why} code={code} />}
      {reading && (
        <main className="unit-page" aria-busy={asked !== undefined && asked !== shownMonth}>
          <div className="column">
            {reading.chosen && <MonthPanel reading={reading} chosen={reading.chosen} asked={asked} choose={choose} />}
            {reading.rectifications.length > 0 && <RectificationsPanel rectifications={reading.rectifications} />}
          </div>
          <YearPanel reading={reading} theme={theme} choose={choose} />
        </main>
      )}
    </>
  );
}
