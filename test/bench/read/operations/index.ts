import type { Operation } from '../operation.ts';
import { boardSnapshot } from './boardSnapshot.ts';
import { explainedRanking } from './explainedRanking.ts';
import { findingsPage } from './findingsPage.ts';
import { nameSearch } from './nameSearch.ts';
import { officersOfUnits } from './officersOfUnits.ts';
import { resultAggregate } from './resultAggregate.ts';
import { unitPage } from './unitPage.ts';

/** What the three are measured by. */
export const operations: readonly Operation[] = [unitPage, officersOfUnits, explainedRanking, findingsPage, resultAggregate, boardSnapshot, nameSearch];
