import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Finding, MonthDetail } from '../unit.ts';
import { ItemName } from './ItemName.tsx';

/** What was found in the month, as it counts now; in words only for those who may read them. */
export function Findings({ detail: { inspection, evidence } }: { detail: MonthDetail }) {
  const { t, date } = useLanguage();
  return (
    <section className="findings">
      <header className="part-head">
        <h3>{t('unit.findings.title')}</h3>
        {inspection && <span className="panel-note">{t('unit.findings.inspectedOn', { date: date(inspection.inspectedOn) })}</span>}
      </header>
      {inspection === undefined && <p className="empty">{t('unit.findings.forbidden')}</p>}
      {inspection === null && <p className="empty">{t('unit.findings.notInspected')}</p>}
      {inspection?.findings.length === 0 && <p className="empty">{t('unit.findings.none')}</p>}
      {inspection && inspection.findings.length > 0 && <FindingTable findings={inspection.findings} evidence={evidence} />}
    </section>
  );
}

function FindingTable({ findings, evidence }: { findings: readonly Finding[]; evidence: MonthDetail['evidence'] }) {
  const { t, date } = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('unit.findings.date')}</th>
          <th scope="col">{t('unit.findings.item')}</th>
          <th scope="col">{t('unit.findings.kind')}</th>
          <th scope="col" className="figure-cell">
            {t('unit.findings.occurrences')}
          </th>
          <th scope="col">{t('unit.findings.rectifyBy')}</th>
          {evidence && <th scope="col">{t('unit.findings.evidence')}</th>}
        </tr>
      </thead>
      <tbody>
        {findings.map(({ id, inspectedOn, item, occurrences, rectifyBy, fromVersion }) => (
          <tr key={id} data-finding={id}>
            <td className="day">
              <time dateTime={inspectedOn}>{date(inspectedOn)}</time>
            </td>
            <td>
              <ItemName item={{ code: item.code, content: item.content }} />
              {fromVersion > 1 && <small className="added">{t('unit.findings.added', { version: fromVersion })}</small>}
            </td>
            <td>
              <span className="finding-kind" data-kind={item.kind}>
                {t(`event.${item.kind}`)}
              </span>
            </td>
            <td className="figure-cell" data-head={t('unit.findings.occurrences')}>
              {occurrences}
            </td>
            <td className="day" data-head={t('unit.findings.rectifyBy')}>
              {rectifyBy ? <time dateTime={rectifyBy}>{date(rectifyBy)}</time> : <span className="nothing">{t('unit.findings.noDeadline')}</span>}
            </td>
            {evidence && <td className="evidence">{evidence.get(id)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
