export {
  Board,
  BoardEvent,
  ClassRanking,
  FindingRecorded,
  FindingRetracted,
  InspectionResultEvent,
  ResultPublished,
  RoundOpened,
  RoundProgress,
  RoundPublished,
  UnitInspected,
} from './Board.ts';
