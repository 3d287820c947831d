import { everything, policy, Role } from '../access/policy.ts';

/** What an entry holds, whichever it is. Every reading of the log stands in the log too. */
const CONTENT = [
  ...['sequence', 'at', 'kind', 'actorKind', 'actor', 'actorName', 'actorRoles', 'requestId', 'address', 'verb', 'subjects', 'reason', 'act', 'outcomes', 'outcome'],
  ...['codes', 'operation', 'document', 'fields', 'rows', 'rowCount', 'times', 'previousHash', 'hash'],
];

/** The log is the auditor's and nobody else's, who sees in it ids and no content. */
export const auditPolicy = policy({
  things: { AuditEntry: { rows: { [Role.AUDITOR]: everything }, open: ['id', ...CONTENT] } },
  personal: { AuditEntry: CONTENT },
});
