import { hash } from 'node:crypto';
import { Role } from '../../schema/access/Role.ts';
import type { ViewerKind } from '../../schema/access/Viewer.ts';
import type { ActOutcome, AuditKind } from '../../schema/audit/index.ts';
import { VIEWER_KINDS } from '../access/shown.ts';
import type { Viewer } from '../access/viewer.ts';

/** Stands where the first entry has the hash of the one before. */
export const GENESIS = '0'.repeat(64);

/** Longest texts kept of what callers write (characters): a reason may have so many, and names and addresses have fewer. */
const LONGEST_TEXT = 500;
/** Of what an act names. */
const MOST_SUBJECTS = 500;

/** An entry as it is stored, by the names of its columns; {@link canonical} is made of exactly this. `at` is to the microsecond: `2026-10-25T08:00:00.000000Z`. */
export interface StoredEntry {
  id: number;
  at: string;
  kind: AuditKind;
  actor_kind: ViewerKind;
  actor: string | null;
  actor_name: string | null;
  actor_roles: readonly string[];
  request_id: string | null;
  address: string | null;
  verb: string | null;
  subjects: readonly string[];
  reason: string | null;
  act_id: number | null;
  outcome: ActOutcome | null;
  codes: readonly string[];
  operation: string | null;
  document: string | null;
  fields: readonly string[];
  rows: readonly string[];
  row_count: number | null;
  times: number;
  previous_hash: string;
  hash: string;
}

/** An entry that has no place in the log yet. */
export type NewEntry = Omit<StoredEntry, 'id' | 'at' | 'times' | 'previous_hash' | 'hash'>;

/** In the order they are hashed in. A column that is added some day stands at the end, and is left out where it is empty, so that older entries keep their hashes. */
const HASHED = [
  ...(['id', 'at', 'kind', 'actor_kind', 'actor', 'actor_name', 'actor_roles', 'request_id', 'address', 'verb', 'subjects', 'reason', 'act_id', 'outcome', 'codes'] as const),
  ...(['operation', 'document', 'fields', 'rows', 'row_count', 'times', 'previous_hash'] as const),
];

export const COLUMNS = [...HASHED, 'hash'] as const satisfies (keyof StoredEntry)[];

/** What is hashed: the values of {@link HASHED} as one JSON array without spaces, in UTF-8. */
export function canonical(entry: Omit<StoredEntry, 'hash'>): string {
  return JSON.stringify(HASHED.map((column) => entry[column]));
}

/** SHA-256, hexadecimal. */
export function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  return hash('sha256', canonical(entry));
}

/** Who is written down. */
export interface Actor {
  viewer: Viewer;
  requestId: string;
  address: string;
}

const THINGS = { person: 'Account', program: 'ApiToken', screen: 'Screen', nobody: undefined };
const ROLES: ReadonlySet<string> = new Set(Object.values(Role));

/** An entry of nothing but who: what else it tells is put in by `about`. */
export function entryOf(kind: AuditKind, { viewer, requestId, address }: Actor, about: Partial<NewEntry>): NewEntry {
  const thing = THINGS[viewer.kind];
  const { verb = null, subjects = [], reason, act_id = null, outcome = null, codes = [], operation, document = null, fields = [], rows = [], row_count = null } = about;
  return {
    kind,
    actor_kind: VIEWER_KINDS[viewer.kind],
    actor: thing && viewer.id !== undefined ? `${thing}:${viewer.id}` : null,
    actor_name: kept(viewer.name),
    actor_roles: [...new Set(viewer.roles)].filter((role) => ROLES.has(role)).sort(),
    request_id: kept(requestId),
    address: kept(address),
    verb,
    subjects: subjects.slice(0, MOST_SUBJECTS),
    reason: kept(reason),
    act_id,
    outcome,
    codes: [...new Set(codes)],
    operation: kept(operation),
    document,
    fields,
    rows,
    row_count,
  };
}

/** Text as PostgreSQL gives it back, so that it is hashed as it will be read: no U+0000, no half of a character. */
function kept(text: string | null | undefined): string | null {
  return text?.slice(0, LONGEST_TEXT).replaceAll('\0', '').toWellFormed() ?? null;
}
