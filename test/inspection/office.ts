import type { TestServer } from '../testkit/server.ts';

export interface Problem {
  code: string;
  field: string | null;
  found: string | null;
}

export interface FoundInput {
  itemCode: string;
  occurrences: number;
  evidence: string;
  inspectedOn: string;
  inspector: string;
  rectifyBy?: string | null;
}

export interface Result {
  id: string;
  unit: { code: string };
  score: string;
  grade: string;
  rank: number;
  vetoProposed: boolean;
  version: number;
  supersededAt: string | null;
  explanation: {
    base: string;
    deducted: string;
    awarded: string;
    score: string;
    grade: string;
    items: { points: string; occurrences: number; item: { code: string; kind: string }; findings: { id: string; occurrences: number }[] }[];
  };
}

/** Items that a unit's month comes to, by code and occurrences; `[]` for nothing found. */
export type Outcomes = Record<string, [item: string, occurrences: number][]>;

const RESULT = `{ id score grade rank vetoProposed version supersededAt unit { code }
  explanation { base deducted awarded score grade items { points occurrences item { code kind } findings { id occurrences } } } }`;

const PROBLEMS = 'problems { code field found message messageEn }';

/** The verbs of a month as an office asks for them over GraphQL. Each answers with its payload, refused or not. */
export class Office {
  readonly #server: TestServer;
  /** The month spoken of unless another is named. */
  readonly month: string;

  constructor(server: TestServer, month: string) {
    this.#server = server;
    this.month = month;
  }

  /** A finding that is in order, but for what `change` says. */
  finding(change: Partial<FoundInput> = {}): FoundInput {
    return { itemCode: 'A1', occurrences: 1, evidence: '台账缺失', inspectedOn: `${this.month}-12`, inspector: '孔敏建', ...change };
  }

  async open(month = this.month): Promise<{ round: { id: string; month: string; state: string } | null; problems: Problem[] }> {
    return (await this.#server.ask(`mutation ($month: YearMonth!) { openInspectionRound(month: $month) { round { id month state } ${PROBLEMS} } }`, { month })).openInspectionRound;
  }

  /** Opens the month, records what it comes to, and publishes it. */
  async hold(outcomes: Outcomes): Promise<void> {
    await this.open();
    for (const [unit, items] of Object.entries(outcomes)) {
      await this.visit(unit);
      for (const [itemCode, occurrences] of items) await this.recorded(unit, { itemCode, occurrences });
    }
    const { problems } = await this.publish();
    if (problems.length) throw new Error(JSON.stringify(problems));
  }

  async visit(unitCode: string, change: { month?: string; inspectedOn?: string; inspector?: string } = {}): Promise<{ inspection: { id: string } | null; problems: Problem[] }> {
    const input = { month: this.month, unitCode, inspectedOn: `${this.month}-12`, inspector: '孔敏建', ...change };
    return (await this.#server.ask(`mutation ($input: RecordInspectionInput!) { recordInspection(input: $input) { inspection { id } ${PROBLEMS} } }`, { input })).recordInspection;
  }

  async record(
    unitCode: string,
    change: Partial<FoundInput> & { month?: string } = {},
  ): Promise<{ finding: { id: string; inspection: { id: string; unit: { code: string } } } | null; problems: Problem[] }> {
    const input = { month: this.month, unitCode, ...this.finding(), ...change };
    return (
      await this.#server.ask(`mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { finding { id inspection { id unit { code } } } ${PROBLEMS} } }`, { input })
    ).recordFinding;
  }

  /** Records what must be accepted; its id. */
  async recorded(unitCode: string, change: Partial<FoundInput> = {}): Promise<string> {
    const { finding, problems } = await this.record(unitCode, change);
    if (!finding) throw new Error(JSON.stringify(problems));
    return finding.id;
  }

  async retract(finding: string, reason = '误记'): Promise<{ finding: { id: string; retractedAt: string; retractionReason: string } | null; problems: Problem[] }> {
    return (
      await this.#server.ask(`mutation ($input: RetractFindingInput!) { retractFinding(input: $input) { finding { id retractedAt retractionReason } ${PROBLEMS} } }`, {
        input: { finding, reason },
      })
    ).retractFinding;
  }

  async publish(month = this.month): Promise<{ round: { state: string; publishedAt: string } | null; problems: Problem[] }> {
    return (await this.#server.ask(`mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { round { state publishedAt } ${PROBLEMS} } }`, { month }))
      .publishInspectionRound;
  }

  async correct(result: string, change: { retract?: string[]; record?: FoundInput[]; reason?: string } = {}): Promise<{ result: Result | null; problems: Problem[] }> {
    const input = { result, reason: '复核', ...change };
    return (await this.#server.ask(`mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { result ${RESULT} ${PROBLEMS} } }`, { input }))
      .correctInspectionResult;
  }

  /** The month's results by unit code, versions oldest first: the current ones, or every version. */
  async results({ includeSuperseded = false } = {}): Promise<Result[]> {
    const { inspectionResults } = await this.#server.ask(
      `query ($month: YearMonth!, $all: Boolean!) { inspectionResults(first: 500, includeSuperseded: $all, filter: { round: { month: { eq: $month } } }) { nodes ${RESULT} } }`,
      { month: this.month, all: includeSuperseded },
    );
    return inspectionResults.nodes.sort((a: Result, b: Result) => a.unit.code.localeCompare(b.unit.code) || a.version - b.version);
  }

  /** The current result of a unit. */
  async resultOf(unitCode: string): Promise<Result> {
    const result = (await this.results()).find(({ unit }) => unit.code === unitCode);
    if (!result) throw new Error(`${unitCode} has no result in ${this.month}`);
    return result;
  }

  /** How many rows there are of everything that recording writes. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = ['inspection', 'finding', 'inspection_result', 'correction', 'event'];
    const columns = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
    const [counts] = await this.#server.database.orm.em.fork().execute(`select ${columns.join(', ')}`);
    return counts as Record<string, number>;
  }
}

export const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);

/** `100 − Σ deductions + awarded`, floored at 0, from the lines of an explanation, in hundredths. */
export function addedUp({ explanation: { base, awarded, items } }: Result): number {
  const hundredths = (figure: string) => Math.round(Number(figure) * 100);
  const deducted = items.filter(({ item }) => item.kind === 'DEDUCTION').reduce((sum, { points }) => sum + hundredths(points), 0);
  return Math.max(0, hundredths(base) - deducted + hundredths(awarded));
}
