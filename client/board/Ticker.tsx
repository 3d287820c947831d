import { useLanguage } from '../shared/language/useLanguage.ts';
import { eventKey } from './applyBoardEvent.ts';
import type { BoardEvent } from './board.ts';
import { EventText } from './EventText.tsx';
import { useFirstShown } from './useFirstShown.ts';

/** As many as the panel of a 1080-line wall can hold. */
const SHOWN = 20;

interface TickerProps {
  /** Newest first. */
  events: readonly BoardEvent[];
  /** Events of another month say which. */
  roundMonth: string | undefined;
}

/** What happened last. Of warnings the grave ones: a publication raises dozens, which stand in their own panel. */
export function Ticker({ events, roundMonth }: TickerProps) {
  const { t, moment, shortMonth } = useLanguage();
  const news = events.filter(isNews);
  const firstShown = useFirstShown(events.map(eventKey));
  return (
    <section className="panel ticker">
      <header className="panel-head">
        <h2>{t('board.latest')}</h2>
      </header>
      {news.length ? (
        <ol className="events">
          {news.slice(0, SHOWN).map((event) => (
            <li key={eventKey(event)} className="event" data-event={event.__typename} data-new={!firstShown.has(eventKey(event))}>
              <span className="event-when">
                <time dateTime={event.at}>{moment(event.at, Date.now())}</time>
                {event.round.month !== roundMonth && <span>{shortMonth(event.round.month)}</span>}
              </span>
              <EventText event={event} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="empty">{t('board.nothingYet')}</p>
      )}
    </section>
  );
}

/** What its result tells already is none: a publication raises a warning and opens a rectification of each that is poor. */
function isNews(event: BoardEvent): boolean {
  if ('warning' in event) return event.warning.level === 'RED' || event.warning.level === 'ORANGE';
  return !('rectification' in event) || event.stepKind !== 'OPEN' || event.rectification.origin === 'HAND';
}
