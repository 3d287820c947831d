import type { zh } from './zh.ts';

type Wording<T> = { readonly [K in keyof T]: T[K] extends string ? string : Wording<T[K]> };

/** The same in English; TypeScript sees to it that no key is missing. Names of units stay as they are. */
export const en: Wording<typeof zh> = {
  title: 'Duban',
  board: {
    name: 'Monthly inspection board',
    noRound: 'No inspections yet',
    waiting: 'Reading the board',
    latest: 'Latest',
    nothingYet: 'Nothing yet',
    otherLanguage: '中文',
    changedAt: 'last change {{time}}',
  },
  connection: {
    connecting: 'connecting',
    live: 'live',
    reconnecting: 'reconnecting',
    refused: 'no access',
    asOf: 'as of {{time}}',
  },
  state: { OPEN: 'open', COLLECTING: 'collecting', PUBLISHED: 'published' },
  progress: {
    inspected: 'units inspected',
    findings: 'findings',
    vetoProposals: 'veto proposals',
  },
  unitClass: { TOWNSHIP: 'Townships, streets', CITY: 'City units', LINE: 'Line-managed units' },
  grade: { GOOD: 'good', MEDIUM: 'medium', POOR: 'poor' },
  ranking: {
    none: 'Not published yet',
    lastPublished: '{{month}} · latest published',
    veto: 'veto?',
  },
  event: {
    RoundOpened: 'Inspections of {{month}} opened',
    UnitInspected: 'inspected',
    DEDUCTION: 'deduction',
    BONUS: 'bonus',
    VETO_GROUND: 'veto ground',
    retracted: 'retracted',
    times: '× {{count}}',
    result: '{{score}}, rank {{rank}}',
    corrected: 'corrected',
    RoundPublished: 'Results of {{month}} published',
  },
};
