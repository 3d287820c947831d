import type { Kind } from '../intake/index.ts';
import { monthlyRecordFile } from './monthlyRecordFile.ts';
import { ruleBookFile } from './ruleBookFile.ts';

/** The files of this domain that offices hand over. */
export const inspectionKinds: readonly Kind[] = [ruleBookFile, monthlyRecordFile];
