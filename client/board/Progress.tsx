import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';

/** How far the month has come. */
export function Progress({ progress: { inspected, units, findings, vetoProposals } }: Pick<BoardState, 'progress'>) {
  const { t } = useLanguage();
  return (
    <section className="progress">
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
    </section>
  );
}
