import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '../../schema/access/Role.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { runCheck } from '../../server/clock.ts';
import { openDeadlines } from '../../server/rectification/index.ts';
import { deadlineCheck } from '../../server/warning/index.ts';
import { type Asking, asking, viewersOf } from '../access/asking.ts';
import { Desk } from '../rectification/desk.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

/* Two deadlines of one organ have passed: its own, and one of an officer who serves there. */

let server: TestServer;
let asked: Asking;
let viewers: Record<Role, Viewer>;
let elsewhere: Record<Role, Viewer>;
let now = new Date('2026-03-02T02:00:00Z');
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  const { seededUnits } = await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(1).ruleBook(2026).round('2026-02').write();
  const [organ, other] = seededUnits.map(({ id }) => id) as [number, number];
  const { officers } = await server.ask('{ officers(filter: { unit: { code: { eq: "XZ01" } } }) { nodes { id } } }');
  const desk = new Desk(server);
  await desk.open('XZ01', '2026-02');
  await desk.done('openRectification', { input: { month: '2026-02', officer: officers.nodes[0].id, reason: '办案超期' } });
  now = new Date('2026-03-10T02:00:00Z');
  await runCheck(server.database.orm, deadlineCheck({ RECTIFICATION: openDeadlines }), now);
  asked = await asking(server);
  viewers = viewersOf({ unit: organ, officer: 1, assignedUnits: [organ] });
  elsewhere = viewersOf({ unit: other, officer: 2, assignedUnits: [other] });
});
afterAll(async () => {
  await asked.stop();
  await server.stop();
});

/** What of the two a viewer comes to see, by whatever way. */
async function seen(viewer: Viewer): Promise<string[]> {
  const { data, errors } = await asked.ask(viewer, '{ warnings { totalCount nodes { ofOfficer rectification { state } } } }');
  if (errors) return errors.map(({ extensions }) => String(extensions.code));
  const { nodes, totalCount } = (data as { warnings: { nodes: { ofOfficer: boolean; rectification: object | null }[]; totalCount: number } }).warnings;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ ofOfficer, rectification }) => `${ofOfficer ? 'officer' : 'unit'}${rectification ? '' : ' alone'}`);
}

test('a warning about an officer’s deadline names the organ, no person and no round', async () => {
  const { warnings } = await server.ask('{ warnings(filter: { ofOfficer: { eq: true } }) { nodes { cause kind unit { code } round { month } } } }');
  expect(warnings.nodes).toEqual([
    { cause: expect.stringMatching(/^RECTIFICATION_OVERDUE XZ01 2026-02 \d+-PLAN-1$/), kind: 'RECTIFICATION_OVERDUE', unit: { code: 'XZ01' }, round: null },
  ]);
});

test('it is seen by the committee and the organ’s cadre office alone; a wall and a reporter see that of the unit', async () => {
  const { SECRETARY, STAFF, CADRE_OFFICE, REPORTER, SCREEN, ...others } = viewers;
  expect(await Promise.all([SECRETARY, STAFF].map(seen))).toEqual([
    ['unit', 'officer'],
    ['unit', 'officer'],
  ]);
  expect(await Promise.all([CADRE_OFFICE, REPORTER, SCREEN].map(seen))).toEqual([['officer'], ['unit'], ['unit']]);
  expect(new Set((await Promise.all(Object.values(others).map(seen))).flat())).toEqual(new Set(['FORBIDDEN']));
  expect(await Promise.all([elsewhere.CADRE_OFFICE, elsewhere.REPORTER].map(seen))).toEqual([[], []]);
});

test('the cadre office reads how it came about, and not who of the committee took it up', async () => {
  const asks = (field: string) => asked.ask(viewers.CADRE_OFFICE, `{ warnings { nodes { ${field} } } }`);
  const { data, errors } = await asks('explanation { dueOn rectification { officer { code } } rule { kind } }');
  expect([data, errors]).toEqual([
    { warnings: { nodes: [{ explanation: { dueOn: '2026-03-09', rectification: { officer: { code: 'TEST-0001' } }, rule: { kind: 'RECTIFICATION_OVERDUE' } } }] } },
    undefined,
  ]);
  expect(await asked.codes(viewers.CADRE_OFFICE, '{ warnings { nodes { acknowledgedBy } } }')).toEqual(['FORBIDDEN']);
});

test('it is on no board, whoever looks', async () => {
  const BOARD =
    '{ board { openRectifications warnings { ofOfficer } recent { __typename ... on WarningRaised { warning { ofOfficer } } ... on RectificationChanged { rectification { reviewedAt } } } } }';
  for (const viewer of [viewers.SECRETARY, viewers.STAFF, viewers.REPORTER, viewers.SCREEN]) {
    const { data } = await asked.ask(viewer, BOARD);
    expect(data).toEqual({
      board: {
        openRectifications: 1,
        warnings: [{ ofOfficer: false }],
        recent: [
          { __typename: 'WarningRaised', warning: { ofOfficer: false } },
          { __typename: 'RectificationChanged', rectification: { reviewedAt: null } },
        ],
      },
    });
  }
});
