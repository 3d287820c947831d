import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Visitor } from '../access/visitors.ts';
import { Wire } from '../http/live/wire.ts';
import { StudyDesk } from './studyDesk.ts';

const ISSUED = 'subscription ($after: EventCursor) { minutesIssued(after: $after) { cursor minutes { documentNumber retractedAt recipients { nodes { body } } } } }';
const RETRACTED = 'subscription ($after: EventCursor) { minutesRetracted(after: $after) { minutes { documentNumber retractionReason } } }';

let desk: StudyDesk;
const open: Wire[] = [];
beforeAll(async () => {
  desk = await StudyDesk.found();
});
afterEach(async () => void (await Promise.all(open.splice(0).map((wire) => wire.cut()))));
afterAll(() => desk.stop());

async function wireOf({ cookie }: Visitor): Promise<Wire> {
  const wire = await Wire.open(desk.server.socketUrl, { headers: { cookie: cookie as string } });
  open.push(wire);
  return wire;
}

test('the committee hears of all minutes that are issued and retracted, a leader of those addressed to them, live and afterwards', async () => {
  const { board } = await desk.server.ask('{ board { cursor } }');
  const [staff, leader, other] = await Promise.all([desk.staff, desk.leader, desk.other].map(wireOf));
  for (const wire of [staff, leader, other]) {
    await wire?.listen('issued', ISSUED, { after: board.cursor });
    await wire?.listen('retracted', RETRACTED, { after: board.cursor });
  }
  const { proposal, office } = await desk.poorTwice();
  await desk.issued(proposal.id);
  await desk.exonerate(office, 'SZ01');
  // Of the second, which is another leader's, the first hears nothing.
  const third = await desk.publish('2026-03', { SZ01: [['A4', 2]] });
  await desk.publish('2026-04', { SZ01: [['A4', 2]] });
  const second = (await desk.proposals()).at(-1);
  await desk.issued(second?.id as string, { recipients: [{ body: '市长', kind: 'SUBMITTED_TO', signInName: 'other' }] });

  // biome-ignore lint/suspicious/noExplicitAny: as the question has it
  const heard = async (wire: Wire | undefined, of: 'issued' | 'retracted', count: number): Promise<any[]> =>
    ((await wire?.heard(of, count)) ?? []).map(({ data }) => (data.minutesIssued ?? data.minutesRetracted).minutes);
  expect((await heard(staff, 'issued', 2)).map(({ documentNumber }) => documentNumber.slice(6))).toEqual(['1号', '2号']);
  expect(await heard(staff, 'retracted', 1)).toEqual([{ documentNumber: expect.stringContaining('1号'), retractionReason: expect.stringContaining('结果更正后') }]);
  expect((await heard(leader, 'issued', 1))[0]).toMatchObject({ documentNumber: expect.stringContaining('1号'), recipients: { nodes: [{ body: '市委常委会组成人员' }] } });
  expect(await heard(leader, 'retracted', 1)).toHaveLength(1);
  // What another is told first is what is theirs.
  expect((await heard(other, 'issued', 1))[0]).toMatchObject({ documentNumber: expect.stringContaining('2号') });
  await desk.exonerate(third, 'SZ01');
  expect((await heard(other, 'retracted', 1))[0]).toMatchObject({ documentNumber: expect.stringContaining('2号') });
  // Who was away is told as it is now.
  const late = await wireOf(desk.leader);
  await late.listen('issued', ISSUED, { after: board.cursor });
  expect((await heard(late, 'issued', 1))[0]).toMatchObject({ documentNumber: expect.stringContaining('1号'), retractedAt: expect.any(String) });
});

test('nobody else may listen', async () => {
  const reporter = await wireOf(desk.reporter);
  reporter.subscribe('issued', ISSUED);
  expect((await reporter.refused('issued'))[0].extensions.code).toBe('FORBIDDEN');
});
