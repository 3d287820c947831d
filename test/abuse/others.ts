import { expect } from '@jest/globals';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

/** Rows enough for answers of some size: 180 units, 1,800 officers, a month of findings. */
export async function startCity(): Promise<TestServer> {
  const server = await startTestServer();
  await seed(server.database.orm).city(3).units({ TOWNSHIP: 60, CITY: 60, LINE: 60 }).officers(10).ruleBook(2026).round('2026-01').inspected(3).write();
  return server;
}

/** What another client asks, and what the answer is. Of rules and regions: some abuse holds on to the other tables. */
const QUESTION =
  '{ regions(first: 2, orderBy: [{ field: code }]) { nodes { name parent { name } } totalCount } ruleBooks { nodes { items(first: 1) { nodes { code } totalCount } } } }';
const ANSWER = {
  regions: {
    nodes: [
      { name: '津市市', parent: null },
      { name: '第1镇', parent: { name: '津市市' } },
    ],
    totalCount: 4,
  },
  ruleBooks: { nodes: [{ items: { nodes: [{ code: 'A1' }], totalCount: 7 } }] },
};

/** Another client asks once. */
export async function anotherAsks(server: TestServer): Promise<void> {
  expect(await server.ask(QUESTION)).toEqual(ANSWER);
}

/** Other clients ask one question after another until the abuse is over; each is answered right, and nobody hears of an error of ours. */
export async function whileOthersAsk<T>(server: TestServer, abuse: () => Promise<T>): Promise<T> {
  let over = false;
  const others = async () => {
    do await anotherAsks(server);
    while (!over);
  };
  const abused = abuse().finally(() => {
    over = true;
  });
  await Promise.all([others(), others(), abused]);
  expect(server.reported.splice(0)).toEqual([]);
  return abused;
}
