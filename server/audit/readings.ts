import { escapeLiteral } from 'pg';
import { globalId } from '../../schema/Node.ts';
import { Role, type Viewer } from '../access/viewer.ts';
import type { ReadOfSubject } from '../read/index.ts';
import type { StoredEntry } from './entry.ts';

/** That somebody read of an officer's file, without who and when: these stand in the entry it is written with. */
export interface Reading {
  officer_id: number;
  /** Ids as `node(id)` takes them. */
  entries: string[];
  summed: boolean;
}

/** Of each officer but who reads: reading one’s own leaves none. They are who their account says, as to every policy: in the role of an officer. */
export function readingsBy(viewer: Viewer, subjects: readonly ReadOfSubject[]): Reading[] {
  const own = viewer.roles.includes(Role.OFFICER) ? viewer.officer : undefined;
  return subjects
    .filter(({ subject }) => subject !== own)
    .map(({ typeName, subject, rows, summed }) => ({ officer_id: subject, entries: rows.map((row) => globalId(typeName, row)), summed }));
}

const COLUMNS = 'officer_id, entries, summed, read_at, reader_kind, reader_name, reader_roles, audit_sequence';

/** The statement that writes the readings of some entries, each as its entry has it; empty where there are none. */
export function readingsStatement(written: readonly { entry: StoredEntry; readings: readonly Reading[] }[]): string {
  const rows = written.flatMap(({ entry: { id, at, actor_kind, actor_name, actor_roles }, readings }) =>
    readings.map((reading) => ({ ...reading, read_at: at, reader_kind: actor_kind, reader_name: actor_name, reader_roles: actor_roles, audit_sequence: id })),
  );
  if (!rows.length) return '';
  return `insert into officer_file_reading (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::officer_file_reading, ${escapeLiteral(JSON.stringify(rows))}::jsonb)`;
}
