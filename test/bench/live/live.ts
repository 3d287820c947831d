import { parseArgs } from 'node:util';
import { City } from '../city.ts';
import { demandConnections, wholeNumbers } from '../options.ts';
import { type Contestant, duban, naive, raw } from './contestants.ts';
import { boardSubscription } from './operation.ts';
import { isSound, jsonLine, type Measurement, table } from './report.ts';
import { measure, type Plan } from './trial.ts';

/** From so many subscribers on, windows are shorter: an event is that many deliveries. */
const MANY = 5_000;
/** Deliveries by which the naive server's cost is known; each takes milliseconds. */
const ENOUGH_FOR_NAIVE = 3_000;

/**
 * What a delivery costs the server, how long it takes, what a subscriber costs in memory: ours, a bare `ws` server sending the
 * same bytes, and graphql-ws executing for each subscriber. True when all of ours arrived everywhere, once and in order.
 */
export async function live(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { subscribers: { type: 'string', default: '1000,10000' } } });
  const sizes = wholeNumbers('subscribers', values.subscribers);
  demandConnections(Math.max(...sizes));
  const measurements: Measurement[] = [];
  const city = await City.found();
  try {
    for (const subscribers of sizes) {
      const measurement = await measureSize(city, subscribers, stop);
      measurements.push(measurement);
      console.log(`\n${table(measurement)}`);
    }
  } finally {
    await city.close();
  }
  console.log(`\n${measurements.map(jsonLine).join('\n')}`);
  return measurements.every(({ ours, raw }) => isSound(ours) && isSound(raw));
}

/** One server after the other: two cores are for one of them, the database and the subscribers. */
async function measureSize(city: City, subscribers: number, stop: AbortSignal): Promise<Measurement> {
  const many = subscribers > MANY;
  const plan: Plan = { subscribers, perSecond: 10, warmUp: 20, steady: many ? 100 : 200, bursts: many ? 2 : 3, burstSize: 200 };
  const naivePlan: Plan = { subscribers, perSecond: 0, warmUp: 0, steady: Math.min(30, Math.ceil(ENOUGH_FOR_NAIVE / subscribers)), bursts: 0, burstSize: 0 };
  const query = boardSubscription();
  const attempt = async (name: string, contestant: () => Contestant, how: Plan) => {
    console.error(`${subscribers} subscribers, ${name} …`);
    try {
      return await measure(contestant(), city.databaseUrl, how, stop);
    } catch (error) {
      if (stop.aborted) throw error;
      return error as Error;
    }
  };
  const ours = await attempt('ours', () => duban(city, query, stop), plan);
  const bare =
    ours instanceof Error ? new Error('needs a message of ours to send') : await attempt('raw', () => raw(ours.sample, stop), { ...plan, bursts: many ? 1 : plan.bursts });
  const common = await attempt('naive', () => naive(city, query, stop), naivePlan);
  return { subscribers, ours, raw: bare, naive: common };
}
