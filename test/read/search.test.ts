import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { soundsOf } from '../../schema/names.ts';
import { Officer, OfficerTier, Region, RegionKind, Unit } from '../../schema/organisation/index.ts';
import { createOrm } from '../../server/database/orm.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';
import { openSession } from '../testkit/sessions.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake(registers);
  const em = server.database.orm.em.fork();
  const city = await em.findOneOrFail(Region, { kind: RegionKind.CITY });
  em.create(Region, { code: '430781900000', name: '小渡口镇', kind: RegionKind.TOWN, parent: city });
  const unit = await em.findOneOrFail(Unit, { name: '公安局' }).catch(() => em.findOneOrFail(Unit, { isPoliticalLegalOrgan: true }));
  for (const [n, name] of ['单雄', '仇敏', '吕绿', 'Li Si'].entries()) em.create(Officer, { code: `NEW-${n}`, name, unit, post: '科员', tier: OfficerTier.STAFF });
  await em.flush();
});
afterAll(() => server.stop());

async function namesOf(field: 'regions' | 'units' | 'officers', search: string): Promise<string[]> {
  const type = { regions: 'Region', units: 'Unit', officers: 'Officer' }[field];
  const answer = await server.ask(`query ($filter: ${type}Filter) { ${field}(first: 500, filter: $filter) { totalCount nodes { name } } }`, { filter: { name: { search } } });
  expect(answer[field].totalCount).toBe(answer[field].nodes.length);
  return answer[field].nodes.map(({ name }: { name: string }) => name);
}

describe('a name is found', () => {
  test.each([
    ['by some of its signs', '渡口', ['小渡口镇']],
    ['by its whole sound', 'xiaodukouzhen', ['小渡口镇']],
    ['by its sound from any syllable on', 'dukou', ['小渡口镇']],
    ['by a syllable that is not typed to its end', 'dukouz', ['小渡口镇']],
    ['by its initials', 'xdkz', ['小渡口镇']],
    ['by its initials from any sign on', 'dkz', ['小渡口镇']],
    ['in capital letters', 'XDKZ', ['小渡口镇']],
    ['with tones and signs between', "Xiǎo'dù-kǒu", ['小渡口镇']],
    ['by several words that all fit, in any order', 'zhen xiaodu', ['小渡口镇']],
    ['by a word in Chinese and one by sound, with a Chinese space', '渡　xdkz', ['小渡口镇']],
  ])('%s', async (_, search, expected) => {
    expect(await namesOf('regions', search)).toEqual(expected);
  });

  test.each([
    ['from within a syllable', 'ukou'],
    ['where one of the words does not fit', 'xdkz 山'],
    ['where signs of LIKE stand for themselves', 'x%z'],
    ['by signs that follow each other in no name', '渡镇'],
  ])('not %s', async (_, search) => {
    expect(await namesOf('regions', search)).toEqual([]);
  });

  test('as many as there are: every village of one sound', async () => {
    expect((await namesOf('regions', 'baiyun')).sort()).toEqual(['白云山村']);
    expect((await namesOf('regions', 'sanzhou')).sort()).toEqual(['三洲街社区', '三洲驿街道']);
    expect((await namesOf('regions', 'jia')).sort()).toContain('嘉山街道');
  });

  test('of people, whose surnames are read as such', async () => {
    expect(await namesOf('officers', 'shanxiong')).toEqual(['单雄']);
    expect(await namesOf('officers', 'qiumin')).toEqual(['仇敏']);
    expect(await namesOf('officers', 'lvlv')).toEqual(['吕绿']);
    expect(await namesOf('officers', 'lülü')).toEqual(['吕绿']);
    expect(await namesOf('officers', 'li si')).toEqual(['Li Si']);
  });

  test('everyone by no word at all', async () => {
    const { officers } = await server.ask('{ officers { totalCount } }');
    for (const search of ['', ' ', '　']) expect(await namesOf('officers', search)).toHaveLength(Math.min(500, officers.totalCount));
  });

  test('by its new sound once it is changed, and no longer by the old', async () => {
    const em = server.database.orm.em.fork();
    (await em.findOneOrFail(Officer, { code: 'NEW-0' })).name = '曾渡';
    await em.flush();
    expect([await namesOf('officers', 'zengdu'), await namesOf('officers', 'shanxiong')]).toEqual([['曾渡'], []]);
  });

  test('among others: with and, or, not, and through relations', async () => {
    const filter = {
      or: [{ name: { search: 'xdkz' } }, { parent: { name: { search: 'wjqjd' } }, not: { name: { search: '社区' } } }, { name: { search: 'bys', startsWith: '白云' } }],
    };
    const { regions } = await server.ask('query ($filter: RegionFilter) { regions(filter: $filter) { nodes { name } } }', { filter });
    expect(regions.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(['小渡口镇', '白云山村'].sort());
  });
});

test('each word of a search counts as a condition', async () => {
  const asked = async (words: number) => {
    const filter = { name: { search: Array(words).fill('a').join(' ') } };
    return (await server.graphql('query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', { filter })).errors;
  };
  expect(await asked(500)).toBeUndefined();
  expect(await asked(501)).toMatchObject([{ extensions: { code: 'FILTER_TOO_LARGE', limit: 500, found: 501 } }]);
});

describe('names stand in the order of Chinese', () => {
  const regions = async (args: string) =>
    (await server.ask(`{ regions(${args}) { edges { cursor node { name } } } }`)).regions.edges as { cursor: string; node: { name: string } }[];

  test('by their sound, and pages go on within it, either way', async () => {
    const towns = `filter: { kind: { in: [TOWN, SUBDISTRICT] } }, orderBy: [{ field: name }]`;
    const expected = ['白衣镇', '嘉山街道', '金鱼岭街道', '毛里湖镇', '三洲驿街道', '汪家桥街道', '襄阳街街道', '小渡口镇', '新洲镇', '药山镇'];
    const all = await regions(towns);
    expect(all.map(({ node }) => node.name)).toEqual(expected);
    const after = await regions(`${towns}, first: 3, after: "${all[3]?.cursor}"`);
    const before = await regions(`${towns}, last: 3, before: "${all[3]?.cursor}"`);
    const down = await regions(`filter: { kind: { in: [TOWN, SUBDISTRICT] } }, orderBy: [{ field: name, direction: DESC }], first: 2`);
    expect([after, before, down].map((page) => page.map(({ node }) => node.name))).toEqual([expected.slice(4, 7), expected.slice(0, 3), ['药山镇', '新洲镇']]);
  });

  test('what is less stands before', async () => {
    const less = await regions('filter: { kind: { in: [TOWN, SUBDISTRICT] }, name: { gt: "嘉山街道", lte: "三洲驿街道" } }, orderBy: [{ field: name }]');
    expect(less.map(({ node }) => node.name)).toEqual(['金鱼岭街道', '毛里湖镇', '三洲驿街道']);
  });
});

test('what a name is searched by stays below its limits, however long it is', () => {
  expect(soundsOf('小渡口镇')).toBe(' xiaodukouzhen dukouzhen kouzhen zhen xdkz dkz kz z');
  expect(soundsOf('')).toBe('');
  expect(soundsOf('渡'.repeat(200)).length).toBeLessThan(20_000);
});

test('names that were there before the migration are found after it', async () => {
  const cluster = await openSession(process.env.TEST_CLUSTER_URL);
  const name = `t_names_${process.pid}`;
  await cluster.query(`create database ${name}`);
  const url = Object.assign(new URL(process.env.TEST_CLUSTER_URL as string), { pathname: `/${name}` }).href;
  const orm = await createOrm(url);
  try {
    await orm.migrator.up({ to: '0002-live' });
    const em = orm.em.fork();
    await em.execute(`insert into region (code, name, kind) values ('1', '小渡口镇', 'TOWN')`);
    await em.execute(`insert into unit (code, name, unit_class, region_id) values ('XZ01', '重庆路', 'LINE', 1)`);
    await em.execute(`insert into officer (code, name, unit_id, post, tier) select 'O' || n, '单' || n, 1, '科员', 'STAFF' from generate_series(1, 2001) as n`);
    await orm.migrator.up();
    const [found] = await em.execute(`select (select name_search from region) as region, (select name_search from unit) as unit,
      (select count(*)::int from officer where name_search like '% shan%') as officers`);
    expect(found).toEqual({ region: soundsOf('小渡口镇'), unit: soundsOf('重庆路'), officers: 2001 });
  } finally {
    await orm.close();
    await cluster.query(`drop database ${name} with (force)`);
    await cluster.end();
  }
});
