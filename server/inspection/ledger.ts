import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Finding, Inspection, InspectionRound, RoundState, RuleBook, RuleItem } from '../../schema/inspection/index.ts';
import type { Unit } from '../../schema/organisation/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import { appendEvents, type NewEvent } from '../live/index.ts';

/** A visit to a unit. Dates are `2026-10-25`. */
export interface Visit {
  inspectedOn: string;
  inspector: string;
}

/** Key of the account of the person who does something and answers for it; null where no person does: a file from the command line, the sample city. */
export type Person = number | null;

/** What was found on a visit. */
export interface NewFinding extends Visit {
  item: RuleItem;
  evidence: string;
  occurrences: number;
  rectifyBy?: string | null;
}

/**
 * The records of one month, opened for writing in the caller's transaction.
 *
 * Opening locks the round's row, so recording and publishing wait for each other: no finding slips
 * in behind a publication, and a month's events commit in the order they were written. Rows and
 * events reach the database in {@link close}; a caller that throws before leaves nothing.
 */
export class Ledger {
  readonly round: InspectionRound;
  readonly items: readonly RuleItem[];
  readonly inspections: Inspection[];
  /** Findings that count now: those of the current results, or simply those not retracted before publication. */
  readonly findings: Finding[];
  readonly #em: EntityManager;
  readonly #by: Person;
  readonly #events: (() => NewEvent)[] = [];

  private constructor(em: EntityManager, by: Person, round: InspectionRound, items: RuleItem[], inspections: Inspection[], findings: Finding[]) {
    this.#em = em;
    this.#by = by;
    this.round = round;
    this.items = items;
    this.inspections = inspections;
    this.findings = findings;
  }

  /** Whatever is written stands as written by `by`. Refuses with ROUND_MISSING, or with RULE_BOOK_MISSING where `openRound` would open one. */
  static async open(em: EntityManager, month: string, { by = null, openRound = false }: { by?: Person; openRound?: boolean } = {}): Promise<Ledger> {
    const opened: (() => NewEvent)[] = [];
    let round = await em.findOne(InspectionRound, { month }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!round) {
      if (!openRound) refuse('ROUND_MISSING', { field: 'month', found: month });
      const added = await addRound(em, month);
      round = added;
      opened.push(() => ({ kind: 'ROUND_OPENED', data: { round: added.id } }));
    }
    await em.populate(round, ['ruleBook']);
    const items = await em.find(RuleItem, { ruleBook: round.ruleBook }, { orderBy: { position: 'asc' } });
    const inspections = await em.find(Inspection, { round }, { orderBy: { id: 'asc' } });
    const findings = await em.find(Finding, { inspection: { round }, untilVersion: null }, { orderBy: { id: 'asc' } });
    const ledger = new Ledger(em, by, round, items, inspections, findings);
    ledger.#events.push(...opened);
    return ledger;
  }

  get published(): boolean {
    return this.round.state === RoundState.PUBLISHED;
  }

  get itemCodes(): string[] {
    return this.items.map((item) => item.code);
  }

  ruleItem(code: string): RuleItem | undefined {
    return this.items.find((item) => item.code === code);
  }

  /** The unit's inspection; the first visit of the month makes it. */
  inspect(unit: Unit, visit: Visit): Inspection {
    const known = this.inspections.find((inspection) => inspection.unit.id === unit.id);
    if (known) return known;
    this.refuseIfPublished();
    const { inspectedOn, inspector } = visit;
    const inspection = this.#em.create(Inspection, { round: this.round, unit, inspectedOn, inspector, recordedAt: new Date(), recordedBy: this.#by });
    this.inspections.push(inspection);
    this.round.state = RoundState.COLLECTING;
    this.#events.push(() => ({ kind: 'UNIT_INSPECTED', data: { round: this.round.id, inspection: inspection.id } }));
    return inspection;
  }

  /** Writes down a finding, which inspects the unit if nobody had. */
  record(unit: Unit, found: NewFinding): Finding {
    this.refuseIfPublished();
    return this.#add(this.inspect(unit, found), found, 1);
  }

  /** Takes a finding back before publication. It stays on record with the reason and counts for nothing. */
  retract(finding: Finding, reason: string): void {
    this.refuseIfPublished();
    this.#close(finding, reason, finding.fromVersion);
  }

  /** After publication, as part of a correction: the finding counts from `version` of the result on. */
  recordFrom(version: number, inspection: Inspection, found: NewFinding): Finding {
    return this.#add(inspection, found, version);
  }

  /** After publication, as part of a correction: the finding counts no longer from `version` on. */
  retractFrom(version: number, finding: Finding, reason: string): void {
    this.#close(finding, reason, version);
  }

  /** Writes everything, then the events that tell of it. */
  async close(): Promise<void> {
    await this.#em.flush();
    await appendEvents(
      this.#em,
      this.#events.map((event) => event()),
    );
    this.#events.length = 0;
  }

  #add(inspection: Inspection, found: NewFinding, fromVersion: number): Finding {
    const finding = this.#em.create(Finding, {
      inspection,
      item: found.item,
      evidence: found.evidence,
      occurrences: found.occurrences,
      inspector: found.inspector,
      inspectedOn: found.inspectedOn,
      rectifyBy: found.rectifyBy ?? null,
      fromVersion,
      recordedAt: new Date(),
      recordedBy: this.#by,
    });
    this.findings.push(finding);
    this.#events.push(() => ({ kind: 'FINDING_RECORDED', data: { round: this.round.id, inspection: inspection.id, finding: finding.id } }));
    return finding;
  }

  #close(finding: Finding, reason: string, untilVersion: number): void {
    if (finding.retractedAt) refuse('ALREADY_RETRACTED');
    finding.untilVersion = untilVersion;
    finding.retractedAt = new Date();
    finding.retractedBy = this.#by === null ? null : this.#em.getReference(Account, this.#by);
    finding.retractionReason = reason;
    this.findings.splice(this.findings.indexOf(finding), 1);
    this.#events.push(() => ({ kind: 'FINDING_RETRACTED', data: { round: this.round.id, inspection: finding.inspection.id, finding: finding.id } }));
  }

  /** Nothing more is recorded in a month once its results are out. */
  refuseIfPublished(): void {
    if (this.published) refuse('ROUND_ALREADY_PUBLISHED', { field: 'month', found: this.round.month });
  }
}

/** A new round, bound to the newest rule book of its year. */
export async function addRound(em: EntityManager, month: string): Promise<InspectionRound> {
  const year = Number(month.slice(0, 4));
  const ruleBook = await em.findOne(RuleBook, { year }, { orderBy: { version: 'desc' } });
  if (!ruleBook) refuse('RULE_BOOK_MISSING', { field: 'month', found: String(year) });
  const round = em.create(InspectionRound, { month, ruleBook, state: RoundState.OPEN, openedAt: new Date() });
  await em.flush();
  return round;
}
