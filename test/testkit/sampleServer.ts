import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InspectionResult, RuleItem, RuleItemKind } from '../../schema/inspection/index.ts';
import { DemoDesk } from '../../server/demo/index.ts';
import { type Duban, serveDuban } from '../../server/duban.ts';
import { correctInspectionResult, publishInspectionRound } from '../../server/inspection/index.ts';
import { reactions } from '../../server/reactions.ts';
import { City } from '../bench/city.ts';

/** A Duban with the sample city on a PostgreSQL of its own, for programs that are no tests; gone without a trace when closed. */
export class SampleServer {
  readonly url: string;
  readonly #city: City;
  readonly #duban: Duban;

  private constructor(city: City, duban: Duban) {
    this.url = duban.url;
    this.#city = city;
    this.#duban = duban;
  }

  /** With the registers in it, and nothing inspected yet. */
  static async start(): Promise<SampleServer> {
    const city = await City.found();
    try {
      const duban = await serveDuban({
        orm: city.orm,
        databaseUrl: city.databaseUrl,
        host: '127.0.0.1',
        port: 0,
        report: console.error,
        clientDir: resolve('.build/client'),
        reactions,
        // The wall as it hangs, without the demo's bar.
        openToEveryone: true,
      });
      return new SampleServer(city, duban);
    } catch (error) {
      await city.close();
      throw error;
    }
  }

  /** Takes the month's records in; at most so many of them. */
  async collect(month: string, atMost?: number): Promise<void> {
    const name = `督查记录-${month}.xlsx`;
    const [report] = await this.#duban.intake.takeIn([{ name, bytes: readFileSync(resolve('server/demo/samples', name)) }], { atMost });
    if (report?.outcome === 'REFUSED') throw new Error(`The sample file was refused: ${JSON.stringify(report)}`);
  }

  async publish(month: string): Promise<void> {
    await publishInspectionRound(this.#city.orm.em.fork(), month);
  }

  /** Waits until what follows from every published month is there, and ends what older ones left, as the demo does. */
  async clear(): Promise<void> {
    await new DemoDesk(this.#city.orm).clear(new AbortController().signal);
  }

  /** Corrects a published result of the month that proposes no veto to one that does. */
  async proposeVeto(month: string): Promise<void> {
    const em = this.#city.orm.em.fork();
    const { id, unitClass } = await em.findOneOrFail(InspectionResult, { round: { month }, supersededAt: null, vetoProposed: false }, { orderBy: { id: 'asc' } });
    const items = await em.find(RuleItem, { kind: RuleItemKind.VETO_GROUND });
    const itemCode = items.find(({ unitClasses }) => unitClasses.includes(unitClass))?.code as string;
    const finding = { itemCode, evidence: '补查发现', occurrences: 1, inspectedOn: `${month}-28`, inspector: '孔敏建' };
    await correctInspectionResult(em, id, { reason: '补查', retract: [], record: [finding] });
  }

  async close(): Promise<void> {
    await this.#duban.close();
    await this.#city.close();
  }
}
