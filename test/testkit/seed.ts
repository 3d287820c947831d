import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Finding, Inspection, InspectionRound, RoundState, RuleBook, RuleItem, RuleItemKind } from '../../schema/inspection/index.ts';
import { Officer, OfficerTier, Region, RegionKind, Unit, UnitClass } from '../../schema/organisation/index.ts';

export type SeedItem = Pick<RuleItem, 'code' | 'kind' | 'pointsPerOccurrence' | 'cap' | 'unitClasses'>;

const EVERY_CLASS = Object.values(UnitClass);
const { DEDUCTION, BONUS, VETO_GROUND } = RuleItemKind;

/** Two deductions, one for city units alone, one that empties a score, two bonuses and a veto ground. */
export const ITEMS: readonly SeedItem[] = [
  { code: 'A1', kind: DEDUCTION, pointsPerOccurrence: '1.50', cap: '6.00', unitClasses: EVERY_CLASS },
  { code: 'A2', kind: DEDUCTION, pointsPerOccurrence: '0.35', cap: '20.00', unitClasses: EVERY_CLASS },
  { code: 'A3', kind: DEDUCTION, pointsPerOccurrence: '2.00', cap: '10.00', unitClasses: [UnitClass.CITY] },
  { code: 'A4', kind: DEDUCTION, pointsPerOccurrence: '25.00', cap: '90.00', unitClasses: EVERY_CLASS },
  { code: 'B1', kind: BONUS, pointsPerOccurrence: '1.00', cap: '3.00', unitClasses: EVERY_CLASS },
  { code: 'B2', kind: BONUS, pointsPerOccurrence: '2.00', cap: '4.00', unitClasses: EVERY_CLASS },
  { code: 'C1', kind: VETO_GROUND, pointsPerOccurrence: '0.00', cap: '0.00', unitClasses: EVERY_CLASS },
];

/** As a rule book has them. */
export const SCALE = { goodFrom: '90.00', mediumFrom: '75.00', bonusCap: '5.00' };

const CODE_PREFIX: Record<UnitClass, string> = { TOWNSHIP: 'XZ', CITY: 'SZ', LINE: 'XG' };

/**
 * What a test stands on, written through the ORM:
 * `await seed(orm).city().units({ TOWNSHIP: 3, CITY: 3 }).ruleBook(2026).round('2026-03').write()`.
 * Nothing reaches the database before `write()`. Units are coded XZ01…, SZ01…, XG01… by class.
 */
export function seed(orm: MikroORM): Seed {
  return new Seed(orm.em.fork());
}

export class Seed {
  readonly regions: Region[] = [];
  readonly seededUnits: Unit[] = [];
  readonly ruleBooks: RuleBook[] = [];
  readonly items: RuleItem[] = [];
  readonly rounds: InspectionRound[] = [];
  readonly inspections: Inspection[] = [];
  readonly #em: EntityManager;
  #officers = 0;

  constructor(em: EntityManager) {
    this.#em = em;
  }

  /** The city with `towns` below it. */
  city(towns = 1): this {
    const city = this.#region('430781000000', '津市市', RegionKind.CITY, null);
    for (let n = 1; n <= towns; n++) this.#region(`430781${String(n).padStart(3, '0')}000`, `第${n}镇`, RegionKind.TOWN, city);
    return this;
  }

  /** So many units of each class, spread over the towns. */
  units(counts: Partial<Record<UnitClass, number>>): this {
    const towns = this.regions.filter(({ kind }) => kind === RegionKind.TOWN);
    for (const [unitClass, count] of Object.entries(counts) as [UnitClass, number][]) {
      for (let n = 1; n <= count; n++) {
        const code = `${CODE_PREFIX[unitClass]}${String(n).padStart(2, '0')}`;
        const region = towns[n % towns.length] as Region;
        this.seededUnits.push(this.#em.create(Unit, { code, name: `单位${code}`, unitClass, isPoliticalLegalOrgan: false, region }));
      }
    }
    return this;
  }

  /** So many officers in every unit. */
  officers(each: number): this {
    for (const unit of this.seededUnits) {
      for (let n = 0; n < each; n++) {
        const code = `TEST-${String(++this.#officers).padStart(4, '0')}`;
        this.#em.create(Officer, { code, name: `干警${code}`, unit, post: '科员', tier: OfficerTier.STAFF, department: n % 2 ? '办公室' : null });
      }
    }
    return this;
  }

  ruleBook(year: number, items: readonly SeedItem[] = ITEMS): this {
    const ruleBook = this.#em.create(RuleBook, { year, version: 1, title: `${year}年度考核细则`, ...SCALE, adoptedAt: new Date() });
    this.ruleBooks.push(ruleBook);
    items.forEach((item, index) => {
      this.items.push(this.#em.create(RuleItem, { ...item, ruleBook, position: index + 1, section: '测试', content: `条目${item.code}`, weight: item.cap, basis: '测试文件' }));
    });
    return this;
  }

  /** An open round of the newest rule book, with nothing in it. */
  round(month: string): this {
    this.rounds.push(this.#em.create(InspectionRound, { month, ruleBook: this.ruleBooks.at(-1) as RuleBook, state: RoundState.OPEN, openedAt: new Date() }));
    return this;
  }

  /** Every unit inspected in the newest round, with so many findings of the first item; every second has a deadline. */
  inspected(findingsEach: number): this {
    const round = this.rounds.at(-1) as InspectionRound;
    round.state = RoundState.COLLECTING;
    const visit = { inspectedOn: `${round.month}-10`, inspector: '孔敏建', recordedAt: new Date() };
    for (const unit of this.seededUnits) {
      const inspection = this.#em.create(Inspection, { round, unit, ...visit });
      this.inspections.push(inspection);
      for (let n = 0; n < findingsEach; n++) {
        const rectifyBy = n % 2 ? null : `${round.month}-2${n % 10}`;
        this.#em.create(Finding, { inspection, item: this.items[0] as RuleItem, evidence: `问题${n + 1}`, occurrences: n + 1, rectifyBy, fromVersion: 1, ...visit });
      }
    }
    return this;
  }

  async write(): Promise<this> {
    await this.#em.flush();
    return this;
  }

  #region(code: string, name: string, kind: RegionKind, parent: Region | null): Region {
    const region = this.#em.create(Region, { code, name, kind, parent });
    this.regions.push(region);
    return region;
  }
}
