import { useLanguage } from '../../shared/language/useLanguage.ts';
import { type Measure, type Rectification, standingOf } from './rectifications.ts';

/** What the unit has to put right, and how far it has come; in words only for those who may read them. */
export function RectificationsPanel({ rectifications }: { rectifications: readonly Rectification[] }) {
  const { t } = useLanguage();
  return (
    <section className="panel rectifications">
      <header className="panel-head">
        <h2>{t('unit.rectifications.title')}</h2>
      </header>
      <ol>
        {rectifications.map((each) => (
          <li key={each.id} data-rectification={each.state}>
            <RectificationEntry rectification={each} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RectificationEntry({ rectification }: { rectification: Rectification }) {
  const { t, date, month } = useLanguage();
  const { origin, state, dueOn, openedAt, closedAt, withdrawnAt, causeFellAt, measures, reason, explanation, review, withdrawalReason } = rectification;
  const texts = { reason, explanation, review };
  return (
    <>
      <p className="rectification-head">
        <b>{month(rectification.month)}</b>
        <span>{t(`rectification.origin.${origin}`)}</span>
        <em>{t(`rectification.state.${state}`)}</em>
        {dueOn && (
          <time dateTime={dueOn} data-standing={standingOf({ dueOn, completedAt: null }, dayInChina())}>
            {t('unit.rectifications.dueOn', { date: date(dueOn) })}
          </time>
        )}
      </p>
      <p className="rectification-days">
        <span>{t('unit.rectifications.openedOn', { date: date(openedAt) })}</span>
        {closedAt && <span>{t('unit.rectifications.closedOn', { date: date(closedAt) })}</span>}
        {withdrawnAt && <span>{t('unit.rectifications.withdrawnOn', { date: date(withdrawnAt) })}</span>}
        {withdrawalReason ? <span>{withdrawalReason}</span> : causeFellAt && <span>{t('unit.rectifications.causeFell')}</span>}
      </p>
      {(['reason', 'explanation', 'review'] as const).map(
        (name) =>
          texts[name] && (
            <p key={name} className="rectification-text" data-text={name}>
              <span>{t(`unit.rectifications.${name}`)}</span> {texts[name]}
            </p>
          ),
      )}
      {measures.length > 0 && <Measures measures={measures} />}
    </>
  );
}

function Measures({ measures }: { measures: readonly Measure[] }) {
  const { t, date } = useLanguage();
  const inWords = measures.some(({ content }) => content !== undefined);
  const today = dayInChina();
  return (
    <table className="measures">
      <thead>
        <tr>
          <th scope="col">{t('unit.rectifications.position')}</th>
          {inWords && <th scope="col">{t('unit.rectifications.measure')}</th>}
          <th scope="col">{t('unit.rectifications.by')}</th>
          <th scope="col">{t('unit.rectifications.completed')}</th>
          {inWords && <th scope="col">{t('unit.rectifications.evidence')}</th>}
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => {
          const { id, position, content, dueOn, completedAt, evidence } = measure;
          return (
            <tr key={id} data-standing={standingOf(measure, today)}>
              <td>{position}</td>
              {inWords && <td className="evidence">{content}</td>}
              <td className="day">
                <time dateTime={dueOn}>{date(dueOn)}</time>
              </td>
              <td className="day">{completedAt ? <time dateTime={completedAt}>{date(completedAt)}</time> : t('unit.rectifications.notYet')}</td>
              {inWords && <td className="evidence">{evidence}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const CHINA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** Deadlines are days in China, wherever the page is read. */
function dayInChina(): string {
  return CHINA.format(Date.now());
}
