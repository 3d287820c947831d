import { expect, test } from '@jest/globals';
import { Models, Reader } from '../../server/read/index.ts';

test('what is read for many keys is read once a key and together, for each name apart', async () => {
  const read = new Reader(new Models(), {} as never);
  const loads: string[] = [];
  const batched = (name: string, key: number) =>
    read.batched(name, key, async (keys) => {
      loads.push(`${name} ${keys}`);
      return keys.map((each) => `${name} ${each}`);
    });
  expect(await Promise.all([batched('a', 2), batched('b', 2), batched('a', 1), batched('a', 2)])).toEqual(['a 2', 'b 2', 'a 1', 'a 2']);
  expect(await batched('a', 1)).toBe('a 1');
  expect(loads).toEqual(['a 2,1', 'b 2']);
});
