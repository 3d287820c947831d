/** What carrying one operation out may take, beside the size of a page, which is the same everywhere. */
export interface ReadLimits {
  /** Objects that it may bring at most, page sizes multiplied down the tree. */
  cost: number;
  /** Conditions and values of a filter, counted together: PostgreSQL plans each of them. */
  filterTerms: number;
  /** How long PostgreSQL may take for one statement (milliseconds). */
  statementTimeout: number;
}

export const READ_LIMITS: ReadLimits = { cost: 100_000, filterTerms: 500, statementTimeout: 5_000 };
