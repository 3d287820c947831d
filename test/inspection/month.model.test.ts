import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ITEMS, type SeedItem, seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { codes, type FoundInput, Office } from './office.ts';

/** Months are played out one after another, two years of them. */
const RUNS = 10;
const UNITS = ['XZ01', 'XZ02', 'XZ03', 'SZ01', 'SZ02'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 3, CITY: 2 }).ruleBook(2026).ruleBook(2027).write();
});
afterAll(() => server.stop());

interface Found {
  id: string;
  unit: string;
  item: SeedItem;
  occurrences: number;
  counts: boolean;
}

interface Version {
  id: string;
  score: number;
  grade: string;
  rank: number;
  vetoProposed: boolean;
}

const classOf = (unit: string) => (unit.startsWith('XZ') ? 'TOWNSHIP' : 'CITY');
const applies = (item: SeedItem, unit: string) => (item.unitClasses as string[]).includes(classOf(unit));
const hundredths = (figure: string) => Math.round(Number(figure) * 100);

/** A month kept in plain memory: what the database must hold after each step. Scores in hundredths. */
class Reference {
  readonly inspected = new Set<string>();
  readonly findings: Found[] = [];
  /** Every version by unit, oldest first. Empty before publication. */
  readonly versions = new Map<string, Version[]>();

  get published(): boolean {
    return this.versions.size > 0;
  }

  current(unit: string): Version | undefined {
    return this.versions.get(unit)?.at(-1);
  }

  publish(): void {
    for (const unit of this.inspected) this.versions.set(unit, [{ id: '', rank: 0, ...this.#score(unit) }]);
    for (const [unit, [first]] of this.versions) if (first) first.rank = this.#rank(unit, (each) => this.current(each)?.score ?? 0);
  }

  /** The unit is scored anew, and whoever's rank that moves gets a version too. */
  correct(unit: string): void {
    const before = new Map([...this.versions.keys()].map((each) => [each, this.current(each) as Version]));
    const scored = this.#score(unit);
    const points = (each: string) => (each === unit ? scored.score : (before.get(each)?.score ?? 0));
    for (const [each, old] of before) {
      if (classOf(each) !== classOf(unit)) continue;
      const rank = this.#rank(each, points);
      if (each === unit || rank !== old.rank) this.versions.get(each)?.push({ ...old, ...(each === unit ? scored : {}), id: '', rank });
    }
  }

  #rank(unit: string, points: (unit: string) => number): number {
    return 1 + [...this.versions.keys()].filter((other) => classOf(other) === classOf(unit) && points(other) > points(unit)).length;
  }

  #score(unit: string): Omit<Version, 'id' | 'rank'> {
    const counting = this.findings.filter((finding) => finding.counts && finding.unit === unit);
    const total = (kind: string) =>
      ITEMS.filter((item) => item.kind === kind)
        .map((item) =>
          Math.min(
            hundredths(item.cap),
            counting.filter((finding) => finding.item === item).reduce((sum, { occurrences }) => sum + occurrences, 0) * hundredths(item.pointsPerOccurrence),
          ),
        )
        .reduce((sum, each) => sum + each, 0);
    const score = Math.max(0, 10_000 - total('DEDUCTION') + Math.min(500, total('BONUS')));
    return { score, grade: score >= 9_000 ? 'GOOD' : score >= 7_500 ? 'MEDIUM' : 'POOR', vetoProposed: counting.some(({ item }) => item.kind === 'VETO_GROUND') };
  }
}

const unit = fc.constantFrom(...UNITS);
const found = { item: fc.constantFrom(...ITEMS), occurrences: fc.integer({ min: 1, max: 4 }) };
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('record' as const), unit, ...found }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('visit' as const), unit }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('retract' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('publish' as const) }) },
);
const correction = fc.record({
  verb: fc.constant('correct' as const),
  which: fc.nat(),
  old: fc.integer({ max: 4, min: 0 }).map((n) => n === 0),
  retract: fc.option(fc.nat()),
  record: fc.option(fc.record(found)),
});
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) | (typeof correction extends fc.Arbitrary<infer T> ? T : never);

/** Recording and retracting, a publication, then mostly corrections. */
const courses: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(step, { minLength: 4, maxLength: 12 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: correction as fc.Arbitrary<Step> }, { weight: 1, arbitrary: step as fc.Arbitrary<Step> }), { minLength: 3, maxLength: 10 }),
  )
  .map(([before, after]) => [...before, { verb: 'publish' }, ...after]);

/** Does one step in the office and in the reference; both must agree on whether it is refused. */
async function play(office: Office, reference: Reference, step: Step): Promise<void> {
  const input = ({ item, occurrences }: { item: SeedItem; occurrences: number }): FoundInput => office.finding({ itemCode: item.code, occurrences });
  switch (step.verb) {
    case 'record': {
      const { finding, problems } = await office.record(step.unit, input(step));
      const expected = reference.published ? ['ROUND_ALREADY_PUBLISHED'] : !applies(step.item, step.unit) ? ['ITEM_NOT_FOR_CLASS'] : [];
      expect(codes(problems)).toEqual(expected);
      if (!finding) return;
      reference.inspected.add(step.unit);
      reference.findings.push({ id: finding.id, unit: step.unit, item: step.item, occurrences: step.occurrences, counts: true });
      return;
    }
    case 'visit': {
      const { problems } = await office.visit(step.unit);
      const refused = reference.published && !reference.inspected.has(step.unit);
      expect(codes(problems)).toEqual(refused ? ['ROUND_ALREADY_PUBLISHED'] : []);
      if (!refused) reference.inspected.add(step.unit);
      return;
    }
    case 'retract': {
      const finding = reference.findings[step.which % reference.findings.length];
      if (!finding) return;
      const { problems } = await office.retract(finding.id);
      expect(codes(problems)).toEqual(reference.published ? ['ROUND_ALREADY_PUBLISHED'] : finding.counts ? [] : ['ALREADY_RETRACTED']);
      if (!problems.length) finding.counts = false;
      return;
    }
    case 'publish': {
      const { problems } = await office.publish();
      expect(codes(problems)).toEqual(reference.published ? ['ROUND_ALREADY_PUBLISHED'] : reference.inspected.size ? [] : ['ROUND_EMPTY']);
      if (!problems.length) reference.publish();
      return;
    }
    case 'correct': {
      const units = [...reference.versions.keys()];
      const corrected = units[step.which % units.length];
      const versions = reference.versions.get(corrected ?? '');
      if (!corrected || !versions) return;
      const target = (step.old ? versions[0] : versions.at(-1)) as Version;
      const ofUnit = reference.findings.filter((finding) => finding.unit === corrected);
      const retracted = step.retract === null ? undefined : ofUnit[step.retract % ofUnit.length];
      const { result, problems } = await office.correct(target.id, { retract: retracted ? [retracted.id] : [], record: step.record ? [input(step.record)] : [] });
      const expected =
        target !== versions.at(-1)
          ? ['RESULT_SUPERSEDED']
          : !retracted && !step.record
            ? ['NOTHING_TO_CORRECT']
            : retracted && !retracted.counts
              ? ['UNKNOWN_ID']
              : step.record && !applies(step.record.item, corrected)
                ? ['ITEM_NOT_FOR_CLASS']
                : [];
      expect(codes(problems)).toEqual(expected);
      if (!result) return;
      if (retracted) retracted.counts = false;
      const known = new Set(reference.findings.map(({ id }) => id));
      const added = result.explanation.items.flatMap(({ findings }) => findings).find(({ id }) => !known.has(id));
      if (step.record) reference.findings.push({ id: added?.id as string, unit: corrected, ...step.record, counts: true });
      reference.correct(corrected);
    }
  }
}

/** Every version the database holds is the reference's, computes to itself, and only the newest of a unit is current. */
async function compare(office: Office, reference: Reference): Promise<void> {
  const stored = await office.results({ includeSuperseded: true });
  const shown = stored.map(({ unit, version, score, grade, rank, vetoProposed, supersededAt }) => ({
    unit: unit.code,
    version,
    score: hundredths(score),
    grade,
    rank,
    vetoProposed,
    current: !supersededAt,
  }));
  const expected = [...reference.versions]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([unit, versions]) => versions.map(({ id: _, ...version }, index) => ({ unit, version: index + 1, ...version, current: index === versions.length - 1 })));
  expect(shown).toEqual(expected);
  for (const result of stored) {
    expect(result.explanation).toMatchObject({ score: result.score, grade: result.grade });
    (reference.versions.get(result.unit.code)?.[result.version - 1] as Version).id = result.id;
  }
}

test('whatever is recorded, retracted, published and corrected, every stored version is the reference’s and computes to its own score', async () => {
  const months = ['2026', '2027'].flatMap((year) => Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`));
  await fc.assert(
    fc.asyncProperty(courses, async (steps) => {
      const office = new Office(server, months.shift() as string);
      await office.open();
      const reference = new Reference();
      for (const step of steps) {
        await play(office, reference, step);
        await compare(office, reference);
      }
    }),
    // A failing course is not shrunk: every try takes a month, and there are only so many.
    { numRuns: RUNS, interruptAfterTimeLimit: 90_000, endOnFailure: true },
  );
}, 120_000);
