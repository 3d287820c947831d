import { beforeEach, expect, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, GraphQLError, type GraphQLObjectType, parse } from 'graphql';
import { type Delivery, EventCursor, type Execution } from '../../server/live/index.ts';
import { Payloads } from '../../server/live/payloads.ts';
import { Executor } from '../../server/read/index.ts';

const schema = buildSchema('type Query { nothing: Int } type Event { number: Int! } type Subscription { event: Event }');
const fieldsOf = (typeName: string) => (schema.getType(typeName) as GraphQLObjectType).getFields() as Record<string, { resolve?: unknown }>;
Object.assign(fieldsOf('Subscription').event as object, { resolve: ({ event }: Delivery) => event });
Object.assign(fieldsOf('Event').number as object, {
  resolve: async ({ id }: { id: string }) => {
    const number = Number(id);
    executed.push(number);
    if (broken.has(number)) throw new Error(`${number} is our fault`);
    if (mistaken.has(number)) throw new GraphQLError(`${number} is a mistake`, { extensions: { code: 'BAD_USER_INPUT' } });
    return number;
  },
});

const executed: number[] = [];
const broken = new Set<number>();
const mistaken = new Set<number>();
const contexts = { made: 0, closed: 0 };

let payloads: Payloads;
beforeEach(() => {
  executed.length = 0;
  broken.clear();
  mistaken.clear();
  Object.assign(contexts, { made: 0, closed: 0 });
  const execution: Execution = {
    executor: new Executor(schema),
    newContext: () => {
      contexts.made++;
      return { contextValue: {}, close: async () => void contexts.closed++ };
    },
    concernsOf: () => ({}),
    show: (error) => ({ shown: error as GraphQLError, fault: (error as GraphQLError).extensions.code === undefined }),
  };
  payloads = new Payloads(
    { key: '', field: 'event', operation: execution.executor.compile(parse('subscription { event { number } }')), variables: {}, permissionClass: '' },
    execution,
  );
});

const LOG = '000000000000';
const delivery = (number: number) => ({ event: { id: String(number), tx: '1' }, cursor: EventCursor.at(LOG, { tx: 1n, id: BigInt(number) } as never) }) as unknown as Delivery;
async function of(...numbers: number[]): Promise<{ answers: ExecutionResult[]; fault: string | undefined }> {
  const { payloads: told, fault } = await payloads.of(numbers.map(delivery));
  for (const [index, { cursor }] of told.entries()) expect(cursor).toBe(String(delivery(numbers[index] as number).cursor));
  return { answers: told.map(({ json }) => JSON.parse(`${json}}`)), fault: fault?.message };
}
const answer = (number: number) => ({ data: { event: { number } } });

test('events are answered together, in order, each once whoever asks for it and when', async () => {
  const [all, some] = await Promise.all([of(1, 2, 3), of(2, 3, 4)]);
  expect([all.answers, some.answers]).toEqual([[1, 2, 3].map(answer), [2, 3, 4].map(answer)]);
  expect((await of(4, 1)).answers).toEqual([4, 1].map(answer));
  expect(executed).toEqual([1, 2, 3, 4]);
  expect(contexts).toEqual({ made: 2, closed: 2 });
});

test('a batch with one fault is told up to there; the events behind it are not executed again, and it is, once it is asked for again', async () => {
  broken.add(2);
  expect(await of(1, 2, 3)).toEqual({ answers: [answer(1)], fault: '2 is our fault' });
  expect(await of(3)).toEqual({ answers: [answer(3)], fault: undefined });
  expect(await of(2, 3)).toEqual({ answers: [], fault: '2 is our fault' });
  broken.clear();
  expect(await of(2, 3)).toEqual({ answers: [answer(2), answer(3)], fault: undefined });
  expect(executed).toEqual([1, 2, 3, 2, 2]);
  expect(contexts.closed).toBe(contexts.made);
});

test('a mistake of who asks is its event’s answer, errors before data, and the others have theirs', async () => {
  mistaken.add(2);
  const { payloads: told, fault } = await payloads.of([1, 2, 3].map(delivery));
  expect(fault).toBeUndefined();
  expect(told.map(({ json }) => `${json}}`)).toEqual([
    '{"data":{"event":{"number":1}}}',
    '{"errors":[{"message":"2 is a mistake","locations":[{"line":1,"column":24}],"path":["event","number"],"extensions":{"code":"BAD_USER_INPUT"}}],"data":{"event":null}}',
    '{"data":{"event":{"number":3}}}',
  ]);
});
