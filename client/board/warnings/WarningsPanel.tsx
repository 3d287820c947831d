import { useLanguage } from '../../shared/language/useLanguage.ts';
import { useFirstShown } from '../useFirstShown.ts';
import { LevelMark } from './LevelMark.tsx';
import { type BoardWarning, countsOf, LEVELS } from './warnings.ts';

/** As many as stand over the news without pushing it away. */
const SHOWN = 5;

/** What needs somebody's attention: how many of each level, and the most pressing by name. */
export function WarningsPanel({ warnings }: { warnings: readonly BoardWarning[] }) {
  const { t, month } = useLanguage();
  const counts = countsOf(warnings);
  const pressing = warnings.filter(({ level }) => level !== 'INFO');
  const firstShown = useFirstShown(warnings.map(({ id }) => id));
  return (
    <section className="panel warnings">
      <header className="panel-head">
        <h2>{t('warning.title')}</h2>
        <ul className="level-counts">
          {LEVELS.map((level) => (
            <li key={level} data-count={level}>
              <LevelMark level={level} /> <b>{counts[level]}</b>
            </li>
          ))}
        </ul>
      </header>
      {pressing.length ? (
        <ol>
          {pressing.slice(0, SHOWN).map(({ id, unit, kind, level, state, month: of }) => (
            <li key={id} data-warning={kind} data-state={state} data-new={!firstShown.has(id)}>
              <LevelMark level={level} />
              {unit ? (
                <a className="unit" href={`/unit/${unit.code}?month=${of}`}>
                  {unit.name}
                </a>
              ) : (
                <span />
              )}
              <span className="warning-kind">{t(`warning.kind.${kind}`)}</span>
              <span className="warning-state">{state === 'ACKNOWLEDGED' ? t('warning.acknowledged') : month(of)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="empty">{t('warning.none')}</p>
      )}
    </section>
  );
}
