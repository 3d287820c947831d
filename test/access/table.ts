import { readFileSync } from 'node:fs';
import { Role } from '../../server/access/policy.ts';

/** The tables of docs/access.md, by the names in their first column and the names of roles. What a lawyer reads is what the server is held to. */
export interface AccessTable {
  /** Of a class and a role: in words, empty for none. */
  rows: Map<string, Record<Role, string>>;
  /** Of a field and a role: ●, ·, – or nothing. */
  fields: Map<string, Record<Role, string>>;
  queries: Map<string, Record<Role, string>>;
  /** Those who may, and with what condition. */
  verbs: Map<string, Map<Role, string>>;
  subscriptions: Map<string, Map<Role, string>>;
  /** Of a subscription's kind of event, `board FINDING_RECORDED`: the class it concerns, and of a role in words which rows of it, empty for none. */
  events: Map<string, { concerns: string; rows: Record<Role, string> }>;
}

export function readAccessTable(): AccessTable {
  const text = readFileSync('docs/access.md', 'utf8');
  return {
    rows: byRole(sectionOf(text, 'Which rows')),
    fields: byRole(sectionOf(text, 'Which fields of them')),
    queries: byRole(sectionOf(text, 'What may be asked')),
    verbs: who(sectionOf(text, 'What may be done')),
    subscriptions: who(sectionOf(text, 'Subscriptions')),
    events: new Map(
      sectionOf(text, 'Which events').map(([name, kind, concerns, ...cells]) => [`${plainly(name)} ${plainly(kind)}`, { concerns: plainly(concerns), rows: ofRoles(cells) }]),
    ),
  };
}

/** The lines of the first table below a heading, its own head left out. */
function sectionOf(text: string, heading: string): string[][] {
  const [, below = ''] = text.split(new RegExp(`^## .*${heading}$`, 'm'));
  const [table = ''] = /(^\|.*\n)+/m.exec(below) ?? [];
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const plainly = (cell = '') => cell.replaceAll('`', '');

function byRole(lines: string[][]): Map<string, Record<Role, string>> {
  return new Map(lines.map(([name, , ...cells]) => [plainly(name), ofRoles(cells)]));
}

function ofRoles(cells: readonly string[]): Record<Role, string> {
  return Object.fromEntries(Object.values(Role).map((role, at) => [role, cells[at] ?? ''])) as Record<Role, string>;
}

/** `` `STAFF`、`INSPECTOR`（限所分配的单位 at the units assigned） `` */
function who(lines: string[][]): Map<string, Map<Role, string>> {
  return new Map(
    lines.map(([name, , cell = '']) => {
      const those = cell.startsWith('人人')
        ? Object.values(Role).map((role): [Role, string] => [role, ''])
        : [...cell.matchAll(/`([A-Z_]+)`(?:（([^）]*)）)?/g)].map(([, role, condition]): [Role, string] => [role as Role, condition ?? '']);
      return [plainly(name), new Map(those)];
    }),
  );
}
