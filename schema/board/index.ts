export {
  Board,
  BoardEvent,
  ClassRanking,
  FindingRecorded,
  FindingRetracted,
  InspectionResultEvent,
  ItemCost,
  ResultPublished,
  RoundOpened,
  RoundProgress,
  RoundPublished,
  UnitInspected,
} from './Board.ts';
