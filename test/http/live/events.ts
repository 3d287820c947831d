import { seed } from '../../testkit/seed.ts';
import type { TestServer } from '../../testkit/server.ts';

/** A month to have events in; resolves with what writes so many events of it, in one transaction. */
export async function eventWriter({ database }: TestServer): Promise<(count: number) => Promise<void>> {
  const { rounds } = await seed(database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).round('2026-03').write();
  return async (count) => {
    await database.orm.em.fork().execute(`insert into event (kind, data) select 'ROUND_OPENED', jsonb_build_object('round', ${rounds[0]?.id}) from generate_series(1, ${count}) n`);
  };
}

/** A board subscription whose every payload is a little more than so many bytes: its field has that long a name. */
export function boardOfBytes(bytes: number): string {
  return `subscription ($after: EventCursor) { board(after: $after) { cursor ${'n'.repeat(bytes)}: __typename } }`;
}
