import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { BoardState } from '../board.ts';
import { GradeMark } from '../GradeMark.tsx';
import { figuresOf, GRADES } from './figures.ts';

/** How the month stands in a few figures: how far it has come, and how the last published one came out. */
export function Figures({ board: { progress, rankings, rankingMonth, openRectifications } }: { board: BoardState }) {
  const { t, month } = useLanguage();
  const { inspected, units, findings, vetoProposals } = progress;
  const { average, grades } = figuresOf(rankings);
  return (
    <section className="figures" aria-label={t('progress.title')}>
      <div className="figure figure-inspected" data-figure="inspected">
        <span className="figure-name">{t('progress.inspected')}</span>
        <span className="figure-value">
          {inspected}
          <small> / {units}</small>
        </span>
        <progress aria-label={t('progress.inspected')} value={inspected} max={units || 1} />
      </div>
      <div className="figure" data-figure="findings">
        <span className="figure-name">{t('progress.findings')}</span>
        <span className="figure-value">{findings}</span>
      </div>
      <div className="figure" data-figure="vetoProposals" data-raised={vetoProposals > 0}>
        <span className="figure-name">{t('progress.vetoProposals')}</span>
        <span className="figure-value">{vetoProposals}</span>
      </div>
      <div className="figure" data-figure="rectifications">
        <span className="figure-name">{t('rectification.open')}</span>
        <span className="figure-value">{openRectifications}</span>
      </div>
      <div className="figure" data-figure="average">
        <span className="figure-name">{rankingMonth ? t('progress.average', { month: month(rankingMonth) }) : t('ranking.none')}</span>
        <span className="figure-value">{average ?? '—'}</span>
      </div>
      {GRADES.map((grade) => (
        <div key={grade} className="figure figure-grade" data-figure={grade}>
          <span className="figure-name">
            <GradeMark grade={grade} />
          </span>
          <span className="figure-value">{grades[grade]}</span>
        </div>
      ))}
    </section>
  );
}
