import { graphql } from '../generated/index.ts';

/*
 * What the wall asks for. It shows units, never a person: no inspector, no officer, and no
 * evidence either, for that is free text in which a name may stand.
 */

graphql(`
  fragment RankedResult on InspectionResult {
    id
    unit { code name }
    unitClass
    rank
    score
    grade
    vetoProposed
    version
  }
`);

graphql(`
  fragment OpenWarning on Warning {
    id
    kind
    level
    state
    month
    raisedAt
    unit { code name }
  }
`);

graphql(`
  fragment BoardEventFields on BoardEvent {
    __typename
    cursor
    at
    round { id month state }
    progress { units inspected findings vetoProposals }
    ... on UnitInspected { inspection { id unit { code name } } }
    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }
    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }
    ... on ResultPublished { result { ...RankedResult } }
    ... on WarningRaised { warning { ...OpenWarning } }
    ... on WarningChanged { step warning { ...OpenWarning } }
    ... on RectificationChanged { stepKind openRectifications rectification { id origin unit { code name } } }
  }
`);

export const BoardSnapshotDocument = graphql(`
  query BoardSnapshot {
    board {
      cursor
      at
      round { id month state inspections(first: 500) { nodes { unit { code } findings { totalCount } } } }
      progress { units inspected findings vetoProposals }
      rankingMonth
      rankings { unitClass results { ...RankedResult } }
      warnings { ...OpenWarning }
      openRectifications
      recent { ...BoardEventFields }
    }
  }
`);

export const BoardEventsDocument = graphql(`
  subscription BoardEvents($after: EventCursor!) {
    board(after: $after) { ...BoardEventFields }
  }
`);

export const MonthCostsDocument = graphql(`
  query MonthCosts {
    board { costs { item { code section content } units findings points } }
  }
`);

export const BoardYearDocument = graphql(`
  query BoardYear($from: YearMonth!) {
    units(first: 500, orderBy: [{ field: code }]) {
      nodes {
        code
        name
        unitClass
        region { code }
        results(first: 12, filter: { round: { month: { gte: $from } } }) { nodes { round { month } score grade rank } }
      }
    }
    regions(first: 100, filter: { kind: { in: [SUBDISTRICT, TOWN, TOWNSHIP] } }, orderBy: [{ field: code }]) {
      nodes { code name children(first: 100, orderBy: [{ field: code }]) { nodes { code name } } }
    }
  }
`);

export const ReportDisplayedDocument = graphql(`
  mutation ReportDisplayed($cursor: EventCursor!) {
    done: reportDisplayed(cursor: $cursor) { problems { ...Refusal } }
  }
`);
