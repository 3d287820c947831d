import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { OfficerFileEntryKind } from '../../schema/officerFile/index.ts';
import { RectificationStepKind } from '../../schema/rectification/index.ts';

const page = readFileSync('docs/law-enforcement-file.md', 'utf8');

test('docs/law-enforcement-file.md names every kind of entry, those of a rectification from the first to the last, and no other', () => {
  const { RECTIFICATION_OPENED, RECTIFICATION_LAPSED } = OfficerFileEntryKind;
  const kinds = Object.values(OfficerFileEntryKind);
  const [, table = ''] = page.split('## What enters');
  const named = [...(table.split('## ')[0] ?? '').matchAll(/^\| (`[A-Z_`, …]+`[^|]*)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, kind]) => kind as string),
  );
  for (const kind of named) expect(kinds).toContain(kind);
  const steps = kinds.slice(kinds.indexOf(RECTIFICATION_OPENED), kinds.indexOf(RECTIFICATION_LAPSED) + 1);
  expect(steps).toHaveLength(Object.values(RectificationStepKind).length);
  expect([...new Set([...named, ...steps])].sort()).toEqual([...kinds].sort());
});
