import { Account, ApiToken, FirstAdministratorLink, Screen, ScreenPairing, ScreenWarning, Session } from './access/index.ts';
import { Appraisal, AppraisalObjection, AppraisalRound, AppraisalStatement, DimensionScore } from './appraisal/index.ts';
import { AuditEntry } from './audit/index.ts';
import { Correction, Finding, Inspection, InspectionResult, InspectionRound, RuleBook, RuleItem } from './inspection/index.ts';
import { IntakeReceipt } from './intake/IntakeReceipt.ts';
import { EventConsumer } from './live/EventConsumer.ts';
import { EventLogIdentity } from './live/EventLogIdentity.ts';
import { LoggedEvent } from './live/LoggedEvent.ts';
import { SetAsideEvent } from './live/SetAsideEvent.ts';
import { OfficerFileEntry, OfficerFileReading } from './officerFile/index.ts';
import { Officer, Region, Unit } from './organisation/index.ts';
import { CorrectiveMeasure, Rectification, RectificationHelper, RectificationStep } from './rectification/index.ts';
import { DefaultRecipient, Minutes, MinutesRecipient, RetractionNotice, StudyProposal } from './study/index.ts';
import { StudyAttendance, StudyClass, StudyEnrolment, StudySession } from './studyClass/index.ts';
import { CollectiveTalk, TalkRecord } from './talk/index.ts';
import { Warning, WarningRule, WarningRuleBook, WarningSettlement } from './warning/index.ts';

/** Every thing of the graph: a table with a GraphQL type, reachable by its global id. */
export const nodes = [
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
  WarningRuleBook,
  WarningRule,
  Warning,
  Rectification,
  CorrectiveMeasure,
  RectificationHelper,
  RectificationStep,
  AppraisalRound,
  Appraisal,
  DimensionScore,
  AppraisalStatement,
  AppraisalObjection,
  StudyProposal,
  Minutes,
  MinutesRecipient,
  RetractionNotice,
  DefaultRecipient,
  CollectiveTalk,
  TalkRecord,
  StudyClass,
  StudySession,
  StudyEnrolment,
  StudyAttendance,
  OfficerFileEntry,
  OfficerFileReading,
  AuditEntry,
] as const;

/** Who may come in, and what they prove it with. */
const identities = [Account, Session, ApiToken, Screen, ScreenPairing, ScreenWarning, FirstAdministratorLink] as const;

/** Every table; those that are not nodes never show in GraphQL. */
export const entities = [...nodes, LoggedEvent, EventLogIdentity, EventConsumer, SetAsideEvent, IntakeReceipt, WarningSettlement, ...identities] as const;
