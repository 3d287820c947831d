import type { CSSProperties } from 'react';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import { costsBySection } from '../figures/costs.ts';
import { useCosts } from '../figures/useCosts.ts';
import type { PageProps } from './pages.ts';

/** Items that one page can hold. */
const SHOWN = 16;

/** What costs points this month, by section and by item. Bars are of one scale each. */
export function CostsPage({ board, asking }: PageProps) {
  const { t, month } = useLanguage();
  const costs = useCosts(asking, board);
  const sections = costsBySection(costs);
  const most = Number(costs[0]?.points ?? 0);
  const mostOfSection = Number(sections[0]?.points ?? 0);
  const note = board.round && <span className="panel-note">{month(board.round.month)}</span>;
  return (
    <div className="page costs-page">
      <section className="panel costs-sections">
        <header className="panel-head">
          <h2>{t('costs.bySection')}</h2>
          {note}
        </header>
        {sections.length ? (
          <ol>
            {sections.map(({ section, points, findings }) => (
              <li key={section} className="cost" style={{ '--share': Number(points) / mostOfSection } as CSSProperties}>
                <span className="cost-name">{section}</span>
                <span className="cost-points">{points}</span>
                <span className="cost-bar" aria-hidden="true" />
                <span className="cost-note">{t('costs.findings', { count: findings })}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className="empty">{t('costs.none')}</p>
        )}
      </section>
      <section className="panel costs-items">
        <header className="panel-head">
          <h2>{t('costs.byItem')}</h2>
          {note}
        </header>
        {costs.length ? (
          <ol>
            {costs.slice(0, SHOWN).map(({ item, points, units, findings }) => (
              <li key={item.code} className="cost" data-item={item.code} style={{ '--share': Number(points) / most } as CSSProperties}>
                <span className="cost-name">
                  <b>{item.code}</b> {item.content}
                </span>
                <span className="cost-points">{points}</span>
                <span className="cost-bar" aria-hidden="true" />
                <span className="cost-note">{t('costs.unitsAndFindings', { units, count: findings })}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className="empty">{t('costs.none')}</p>
        )}
      </section>
    </div>
  );
}
