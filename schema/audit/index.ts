export { ActOutcome, AuditEntry, AuditKind } from './AuditEntry.ts';
