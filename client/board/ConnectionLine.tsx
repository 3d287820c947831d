import type { Connection } from '../live/index.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';

/** Says honestly whether what is shown is what is, and if not, since when. */
export function ConnectionLine({ connection, changedAt }: { connection: Connection; changedAt: string | undefined }) {
  const { t, time, moment } = useLanguage();
  return (
    <p className="connection" role="status" data-phase={connection.phase}>
      <span className="connection-mark" aria-hidden="true" />
      <strong>{t(`connection.${connection.phase}`)}</strong>
      {connection.phase === 'reconnecting' && <span>{t('connection.asOf', { time: time(connection.asOf) })}</span>}
      {connection.phase === 'live' && changedAt && <span className="connection-note">{t('board.changedAt', { time: moment(changedAt, Date.now()) })}</span>}
    </p>
  );
}
