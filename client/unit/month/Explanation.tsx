import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Explanation as ScoreExplanation } from '../unit.ts';
import { ItemName } from './ItemName.tsx';
import { signedPoints } from './signedPoints.ts';

/** How the score came about: the sum, then item by item what it is made of, and the document that it rests on. */
export function Explanation({ explanation: { base, deducted, bonuses, awarded, score, ruleBook, items } }: { explanation: ScoreExplanation }) {
  const { t } = useLanguage();
  const parts = [
    { name: 'base', sign: '', points: base },
    { name: 'deducted', sign: '−', points: deducted },
    { name: 'awarded', sign: '+', points: awarded },
    { name: 'score', sign: '=', points: score },
  ] as const;
  return (
    <section className="explanation">
      <header className="part-head">
        <h3>{t('unit.explanation.title')}</h3>
        <span className="panel-note">{t('unit.explanation.ruleBook', { title: ruleBook.title, version: ruleBook.version })}</span>
      </header>
      <p className="sum">
        {parts.map(({ name, sign, points }) => (
          <span key={name} data-part={name}>
            {sign && <b>{sign}</b>} {points} <small>{t(`unit.explanation.${name}`)}</small>
          </span>
        ))}
      </p>
      {bonuses !== awarded && <p className="panel-note">{t('unit.explanation.bonusCap', { bonuses, cap: ruleBook.bonusCap })}</p>}
      {Number(base) - Number(deducted) + Number(awarded) < 0 && <p className="panel-note">{t('unit.explanation.floor')}</p>}
      {items.length ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('unit.explanation.item')}</th>
              <th scope="col" className="figure-cell">
                {t('unit.explanation.occurrences')}
              </th>
              <th scope="col">{t('unit.explanation.sum')}</th>
              <th scope="col" className="figure-cell">
                {t('unit.explanation.points')}
              </th>
              <th scope="col">{t('unit.explanation.basis')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ item, occurrences, uncapped, capApplied, points, basis }) => (
              <tr key={item.code} data-item={item.code} data-kind={item.kind}>
                <th scope="row">
                  <ItemName item={item} />
                </th>
                <td className="figure-cell" data-head={t('unit.explanation.occurrences')}>
                  {occurrences}
                </td>
                <td className="arithmetic">
                  {item.kind === 'VETO_GROUND' ? (
                    <span className="veto">{t('event.VETO_GROUND')}</span>
                  ) : (
                    <>
                      {occurrences} × {item.pointsPerOccurrence} = {uncapped}
                      {capApplied && <small> {t('unit.explanation.capped', { cap: item.cap })}</small>}
                    </>
                  )}
                </td>
                <td className="figure-cell points">{signedPoints(item.kind, points)}</td>
                <td className="basis">{basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="empty">{t('unit.explanation.none')}</p>
      )}
    </section>
  );
}
