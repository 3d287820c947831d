import { Correction, Finding, Inspection, InspectionResult, InspectionRound, RuleBook, RuleItem } from './inspection/index.ts';
import { IntakeReceipt } from './intake/IntakeReceipt.ts';
import { EventLogIdentity } from './live/EventLogIdentity.ts';
import { LoggedEvent } from './live/LoggedEvent.ts';
import { Officer, Region, Unit } from './organisation/index.ts';

/** Every table. */
export const entities = [
  Region,
  Unit,
  Officer,
  RuleBook,
  RuleItem,
  InspectionRound,
  Inspection,
  Finding,
  Correction,
  InspectionResult,
  LoggedEvent,
  EventLogIdentity,
  IntakeReceipt,
] as const;
