import type { ReactNode } from 'react';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardEvent } from './board.ts';
import { GradeMark } from './GradeMark.tsx';
import { LevelMark } from './warnings/LevelMark.tsx';

type Kind = BoardEvent['__typename'];
type Texts = { readonly [K in Kind]: (props: { event: Extract<BoardEvent, { __typename: K }> }) => ReactNode };
type WarningEvent = Extract<BoardEvent, { __typename: 'WarningRaised' | 'WarningChanged' }>;
type FindingEvent = Extract<BoardEvent, { __typename: 'FindingRecorded' | 'FindingRetracted' }>;

/** What each kind of event says, in a line or two. */
const texts: Texts = {
  RoundOpened: function RoundOpened({ event }) {
    const { t, month } = useLanguage();
    return <strong className="event-month">{t('event.RoundOpened', { month: month(event.round.month) })}</strong>;
  },
  UnitInspected: function UnitInspected({ event }) {
    const { t } = useLanguage();
    return <Line unit={event.inspection.unit.name}>{t('event.UnitInspected')}</Line>;
  },
  FindingRecorded: ({ event }) => <FindingLine event={event} />,
  FindingRetracted: ({ event }) => <FindingLine event={event} />,
  ResultPublished: function ResultPublished({ event: { result } }) {
    const { t } = useLanguage();
    return (
      <Line unit={result.unit.name} mark={<GradeMark grade={result.grade} />}>
        {result.version > 1 && <em>{t('event.corrected')}</em>}
        <span className="event-result">{t('event.result', { score: result.score, rank: result.rank })}</span>
        {result.vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
      </Line>
    );
  },
  WarningRaised: ({ event }) => <WarningLine event={event} />,
  WarningChanged: ({ event }) => <WarningLine event={event} />,
  RectificationChanged: function RectificationChanged({ event: { rectification, stepKind } }) {
    const { t } = useLanguage();
    return <Line unit={rectification.unit.name}>{t(`rectification.step.${stepKind}`)}</Line>;
  },
  RoundPublished: function RoundPublished({ event }) {
    const { t, month } = useLanguage();
    return <strong className="event-month">{t('event.RoundPublished', { month: month(event.round.month) })}</strong>;
  },
};

export function EventText({ event }: { event: BoardEvent }) {
  // The table pairs each kind with its own text; TypeScript cannot follow that through an index.
  const Text = texts[event.__typename] as (props: { event: BoardEvent }) => ReactNode;
  return <Text event={event} />;
}

function FindingLine({ event: { __typename, finding } }: { event: FindingEvent }) {
  const { t } = useLanguage();
  const { item, occurrences, inspection } = finding;
  return (
    <Line unit={inspection.unit.name} detail={`${item.code} ${item.content}`}>
      {__typename === 'FindingRetracted' && <em>{t('event.retracted')}</em>}
      <span className="finding-kind" data-kind={item.kind}>
        {t(`event.${item.kind}`)}
      </span>
      {occurrences > 1 && t('event.times', { count: occurrences })}
    </Line>
  );
}

function WarningLine({ event }: { event: WarningEvent }) {
  const { t } = useLanguage();
  const { kind, level, unit } = event.warning;
  return (
    <Line unit={unit?.name ?? ''} mark={<LevelMark level={level} />}>
      {event.__typename === 'WarningChanged' && <em>{t(`warning.step.${event.step}`)}</em>}
      <span className="warning-kind">{t(`warning.kind.${kind}`)}</span>
    </Line>
  );
}

/** The unit, what happened to it, and in small print what about. */
function Line({ unit, mark, detail, children }: { unit: string; mark?: ReactNode; detail?: string; children: ReactNode }) {
  return (
    <span className="event-text">
      <span className="event-line">
        <strong>{unit}</strong>
        <span className="event-what">{children}</span>
        {mark}
      </span>
      {detail && <span className="event-detail">{detail}</span>}
    </span>
  );
}
