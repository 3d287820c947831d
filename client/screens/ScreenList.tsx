import { Both, type Words } from '../shared/Both.tsx';
import { ago, dated } from './moments.ts';
import type { Screen, ScreensView } from './useScreens.ts';

const STATES: Readonly<Record<Screen['state'], Words>> = {
  SHOWING: { zh: '显示正常', en: 'Showing' },
  LAGGING: { zh: '落后，自', en: 'Lagging since' },
  SILENT: { zh: '失联', en: 'Silent' },
  REVOKED: { zh: '已撤销', en: 'Revoked' },
};

/** What has shown nothing yet has nothing to lag behind. */
const NOTHING_YET: Words = { zh: '尚未显示', en: 'Nothing yet' };

interface ScreenListProps {
  /** Null until it has come. */
  view: ScreensView | null;
  /** The server did not answer the last time. */
  stale: boolean;
  onRevoke: (screen: Screen) => void;
}

/** The screens there are, and below them those that were. */
export function ScreenList({ view, stale, onRevoke }: ScreenListProps) {
  const paired = view?.screens.filter(({ revokedAt }) => !revokedAt) ?? [];
  const revoked = view?.screens.filter(({ revokedAt }) => revokedAt) ?? [];
  return (
    <section className="card">
      <h2>
        <Both zh="已配对的大屏" en="Paired screens" /> {view && <span className="count">{paired.length}</span>}
      </h2>
      <p className="stale" role="status">
        {stale && <Both zh={`联系不上服务器${view ? `，以下截至 ${dated(view.asOf)}` : ''}`} en={`The server cannot be reached${view ? '; this is how it was then' : ''}`} />}
      </p>
      {view && !paired.length && (
        <p className="hint">
          <Both zh="还没有大屏。" en="There is none yet." />
        </p>
      )}
      {view && paired.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Both zh="大屏" en="Screen" />
              </th>
              <th scope="col">
                <Both zh="状况" en="How it is" />
              </th>
              <th scope="col">
                <Both zh="最近出现" en="Last seen" />
              </th>
              <th scope="col">
                <Both zh="配对" en="Paired" />
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {paired.map((screen) => (
              <Row key={screen.id} screen={screen} now={view.asOf} onRevoke={onRevoke} />
            ))}
          </tbody>
        </table>
      )}
      {revoked.length > 0 && (
        <details className="revoked">
          <summary>
            <Both zh="已撤销" en="Revoked" /> {revoked.length}
          </summary>
          <ul>
            {revoked.map(({ id, name, revokedAt }) => (
              <li key={id}>
                {name} <Moment moment={revokedAt as string} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Row({ screen, now, onRevoke }: { screen: Screen; now: number; onRevoke: (screen: Screen) => void }) {
  const { name, pairedBy, pairedAt, lastSeenAt, lastCursor, state, laggingSince } = screen;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="state" data-state={lastCursor ? state : undefined}>
        <Both {...(lastCursor ? STATES[state] : NOTHING_YET)} />
        {lastCursor && laggingSince && <Moment moment={laggingSince} />}
      </td>
      <td>
        {lastSeenAt ? <Both {...ago(lastSeenAt, now)} /> : <Both zh="尚未出现" en="Not yet" />}
        {lastCursor && <code title="已显示到的日志位置 Up to where in the log it has shown">{lastCursor}</code>}
      </td>
      <td>
        {pairedBy.displayName} <Moment moment={pairedAt} />
      </td>
      <td className="act">
        <button type="button" className="action quiet" onClick={() => onRevoke(screen)} aria-label={`撤销“${name}” Revoke "${name}"`}>
          <Both zh="撤销" en="Revoke" />
        </button>
      </td>
    </tr>
  );
}

function Moment({ moment }: { moment: string }) {
  return <time dateTime={moment}>{dated(moment)}</time>;
}
