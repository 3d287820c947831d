import { GradeMark } from '../../board/GradeMark.tsx';
import { Movement } from '../../board/Movement.tsx';
import { changeOf, movementOf } from '../../board/year/year.ts';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Result, UnitMonth, UnitReading } from '../unit.ts';

interface ResultFiguresProps {
  result: Result;
  ofMonth: UnitMonth | undefined;
  byMonth: UnitReading['byMonth'];
}

/** What came out of a month, and how it stands to the class and to the month before. */
export function ResultFigures({ result, ofMonth, byMonth }: ResultFiguresProps) {
  const { t } = useLanguage();
  const { month } = result.round;
  const places = movementOf({ byMonth }, month);
  const change = changeOf({ byMonth }, month);
  const ofClass = ofMonth?.ofClass;
  return (
    <dl className="result-figures">
      <div data-result="score">
        <dt>{t('unit.month.score')}</dt>
        <dd>
          <strong>{result.score}</strong> <GradeMark grade={result.grade} />
          {result.vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
        </dd>
      </div>
      <div data-result="rank">
        <dt>{t('unit.month.rank')}</dt>
        <dd>
          <strong>{ofClass ? t('unit.month.rankOf', { rank: result.rank, count: ofClass.count }) : result.rank}</strong>
        </dd>
      </div>
      <div data-result="change">
        <dt>{t('unit.month.change')}</dt>
        <dd>
          {change === undefined ? (
            <span className="nothing">{t('unit.month.noMonthBefore')}</span>
          ) : (
            <>
              <strong>{t('unit.month.points', { points: change })}</strong> <Movement places={places} />
            </>
          )}
        </dd>
      </div>
      {ofClass && (
        <div data-result="class">
          <dt>{t('unit.month.ofClass')}</dt>
          <dd>
            <strong>{ofClass.average}</strong>
          </dd>
        </div>
      )}
    </dl>
  );
}
