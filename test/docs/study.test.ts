import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { studyLife } from '../../server/study/life.ts';

const page = readFileSync('docs/study.md', 'utf8');

test('docs/study.md draws the life of a proposed study as the code has it', () => {
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(page)?.[1]).toBe(studyLife.diagram());
});
