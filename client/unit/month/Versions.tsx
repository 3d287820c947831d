import { GradeMark } from '../../board/GradeMark.tsx';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Version } from '../unit.ts';

/** What corrections made of a result, newest first. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  const { t, date, time } = useLanguage();
  return (
    <section className="versions">
      <header className="part-head">
        <h3>{t('unit.versions.title')}</h3>
      </header>
      <ol>
        {versions.toReversed().map(({ version, score, grade, rank, publishedAt, reason, because }, place) => (
          <li key={version} data-version={version}>
            <b>{t('unit.versions.version', { version })}</b>
            {place === 0 && <em>{t('unit.versions.current')}</em>}
            <time dateTime={publishedAt}>
              {date(publishedAt)} {time(publishedAt)}
            </time>
            <span>{score}</span>
            <GradeMark grade={grade} />
            <span>{t('unit.versions.rank', { rank })}</span>
            <span className="why">
              {version === 1 && t('unit.versions.published')}
              {because && t('unit.versions.because', { unit: because })} {reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
