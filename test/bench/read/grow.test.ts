import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { publishInspectionRound } from '../../../server/inspection/index.ts';
import { registers, startTestServer, type TestServer } from '../../testkit/server.ts';
import { Chance } from '../../torture/chance.ts';
import { grow, monthsUpToDecember } from './grow.ts';
import { collectMonth, type InspectedUnit } from './months.ts';
import { publishMonth } from './publish.ts';

let server: TestServer;
let database: Client;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake(registers);
  database = new Client({ connectionString: server.database.url });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await server.stop();
});

async function rows<R>(text: string, values: unknown[] = []): Promise<R[]> {
  return (await database.query(text, values)).rows as R[];
}

const resultsOf = (month: string) =>
  rows(
    `select unit_id, result.unit_class, score, grade, rank, veto_proposed, version, superseded_at is null as current, correction_id, result.published_at = round.published_at as "withRound"
     from inspection_result as result join inspection_round as round on round.id = round_id where month = $1 order by result.id`,
    [month],
  );
const eventsOf = (month: string) =>
  rows(
    `select event.kind, coalesce(inspection.unit_id, result.unit_id) as unit, event.data ->> 'unitClass' as class, finding.item_id as item
     from event join inspection_round as round on round.id = (data ->> 'round')::int
     left join inspection on inspection.id = (data ->> 'inspection')::int left join finding on finding.id = (data ->> 'finding')::int
     left join inspection_result as result on result.id = (data ->> 'result')::int
     where month = $1 order by event.tx, event.id`,
    [month],
  );

test('months end with a December, oldest first, over the turn of the year', () => {
  expect(monthsUpToDecember(14).slice(0, 3)).toEqual(['2025-11', '2025-12', '2026-01']);
  expect(monthsUpToDecember(14).at(-1)).toBe('2026-12');
});

test('a month published in bulk has the results, ranks and events that the verb would have written', async () => {
  const units = await rows<InspectedUnit>('select id, unit_class as "unitClass" from unit order by id');
  for (const month of ['2026-01', '2026-02']) await collectMonth(database, month, units, new Chance('the same month twice'));
  await publishInspectionRound(server.database.orm.em.fork(), '2026-01');
  await publishMonth(database, '2026-02');
  const byVerb = await resultsOf('2026-01');
  expect(byVerb.length).toBeGreaterThan(30);
  expect(await resultsOf('2026-02')).toEqual(byVerb);
  expect(await eventsOf('2026-02')).toEqual(await eventsOf('2026-01'));
});

test('a grown city has so many times the units, officers and regions, each below its own, and every score explains itself', async () => {
  const before = await rows(
    'select (select count(*) from region where parent_id is not null)::int as regions, (select count(*) from unit)::int as units, (select count(*) from officer)::int as officers',
  );
  await grow({ orm: server.database.orm, databaseUrl: server.database.url }, { scale: 3, months: 4 });
  const after = await rows(
    `select (select count(*) from region where parent_id is not null)::int as regions, count(distinct unit.id)::int as units, count(officer.id)::int as officers
     from unit left join officer on officer.unit_id = unit.id`,
  );
  expect(after).toEqual(before.map((counts) => Object.fromEntries(Object.entries(counts as object).map(([name, count]) => [name, count * 3]))));
  expect(await rows('select 1 from region join region as parent on parent.id = region.parent_id where left(region.code, 6) <> left(parent.code, 6)')).toEqual([]);
  expect(await rows('select 1 from officer group by unit_id, name having count(*) > 5')).toEqual([]);
  // 青山县 is the first copy: its units are found by its initials, as those that were taken in are by theirs.
  expect((await server.ask('{ units(filter: { name: { search: "qsx" } }) { totalCount } }')).units).toEqual({ totalCount: (before[0] as { units: number }).units });

  const query = `{ inspectionResults(first: 500, includeSuperseded: true, filter: { round: { month: { gte: "2026-09" } } }) {
    nodes { score grade version supersededAt explanation { score grade } } } }`;
  const { nodes } = (await server.ask(query)).inspectionResults as { nodes: { score: string; grade: string; version: number; supersededAt: string | null; explanation: object }[] };
  expect(nodes.map(({ explanation }) => explanation)).toEqual(nodes.map(({ score, grade }) => ({ score, grade })));
  expect(nodes.some(({ supersededAt }) => supersededAt)).toBe(true);
  expect(nodes.some(({ version }) => version === 2)).toBe(true);
});

test('a city of no size, or beyond the largest, is refused', async () => {
  for (const scale of [0, 101, 1.5]) await expect(grow({ orm: server.database.orm, databaseUrl: server.database.url }, { scale, months: 1 })).rejects.toThrow(RangeError);
});
