import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Entity, Enum, ManyToOne, Property, ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { type GraphQLSchema, parse, printType, validate } from 'graphql';
import { buildSchema, Field, Int, type NonEmptyArray, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed, Versioned } from '../../schema/listing.ts';
import { Node } from '../../schema/Node.ts';
import { Named } from '../../schema/names.ts';
import { DateTimeScalar, DecimalScalar } from '../../schema/scalars.ts';
import { Readers } from '../../server/database/index.ts';
import { attachReads, Executor, listingResolvers, Models, Reader } from '../../server/read/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';

// Two classes that Duban does not have. Nothing is written for them but what stands here.

enum Colour {
  RED = 'RED',
  BLUE = 'BLUE',
}
registerEnumType(Colour, { name: 'Colour', description: '颜色。A colour.' });

@Entity({ tableName: 'shelf' })
@Listed('shelves', '书架。Shelves.')
@ObjectType({ implements: Node, description: '书架。A shelf.' })
class Shelf extends Node {
  @Property({ type: 'text' })
  @Named()
  @Field({ description: '名称。Its name.' })
  name!: string;
}

@Entity({ tableName: 'volume' })
@Listed('volumes', '卷册。Volumes.')
@Versioned({ since: 'placedAt', until: 'removedAt', all: { argument: 'includeRemoved', description: '是否含已移除的。Whether those removed are among them.' } })
@ObjectType({ implements: Node, description: '卷册。A volume.' })
class Volume extends Node {
  @ManyToOne(() => Shelf)
  @Inverse('volumes', '架上的卷册。The volumes on it.')
  @Field(() => Shelf, { description: '书架。The shelf.' })
  shelf!: Shelf;

  @Enum({ items: () => Colour })
  @Field(() => Colour, { description: '颜色。Its colour.' })
  colour!: Colour;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '页数。Its pages.' })
  pages!: number;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '价格。Its price.' })
  price!: string;

  /** No field: nobody sees it, nobody asks by it. */
  @Property({ type: 'text' })
  secret!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '上架时刻。When it was placed.' })
  placedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '移除时刻，在架为空。When it was removed.' })
  removedAt?: Date | null;
}

const classes = [Shelf, Volume];
let database: TestDatabase;
let orm: MikroORM;
let readers: Readers;
let schema: GraphQLSchema;
// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
let ask: (query: string) => Promise<any>;

beforeAll(async () => {
  database = await freshDatabase();
  orm = await MikroORM.init({ clientUrl: database.url, entities: classes, metadataProvider: ReflectMetadataProvider, timezone: 'UTC', forceUtcTimezone: true });
  await orm.em.fork().execute(await orm.schema.getCreateSchemaSQL({ wrap: false }));
  schema = attachReads(await buildSchema({ resolvers: listingResolvers(classes) as unknown as NonEmptyArray<() => void>, validate: false }));
  const models = new Models(orm);
  const executor = new Executor(schema, models, classes);
  readers = new Readers(database.url, 1, 5_000);
  ask = async (query) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const read = new Reader(models, readers);
    const { data, errors } = await executor.execute(executor.compile(document), { contextValue: { read } });
    await read.close();
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };

  const em = orm.em.fork();
  const [upper, lower] = ['上层书架', '下层书架'].map((name) => em.create(Shelf, { name })) as [Shelf, Shelf];
  const placedAt = new Date('2026-01-01T00:00:00Z');
  const removedAt = new Date('2026-02-01T00:00:00Z');
  em.create(Volume, { shelf: upper, colour: Colour.RED, pages: 100, price: '10.50', secret: 'a', placedAt });
  em.create(Volume, { shelf: upper, colour: Colour.BLUE, pages: 301, price: '0.05', secret: 'b', placedAt });
  em.create(Volume, { shelf: upper, colour: Colour.BLUE, pages: 200, price: '20.00', secret: 'c', placedAt, removedAt });
  em.create(Volume, { shelf: lower, colour: Colour.RED, pages: 50, price: '1.00', secret: 'd', placedAt });
  await em.flush();
});
afterAll(async () => {
  await readers.close();
  await orm.close();
  await database.drop();
});

const printed = (name: string) =>
  printType(schema.getType(name) as never)
    .replace(/\s*"""[^"]*"""/g, '')
    .replace(/\s+/g, ' ')
    .trim();

test('a class that says it is listed gets a connection with every argument, and types of its columns', () => {
  expect(printed('Query')).toBe(
    'type Query { shelves( first: Int after: String last: Int before: String filter: ShelfFilter orderBy: [ShelfOrder!] ): ShelfConnection! volumes( first: Int after: String last: Int before: String filter: VolumeFilter orderBy: [VolumeOrder!] asOf: DateTime includeRemoved: Boolean! = false ): VolumeConnection! }',
  );
  expect(printed('Shelf')).toMatch(/ volumes\( first: Int .* asOf: DateTime includeRemoved: Boolean! = false \): VolumeConnection!/);
  expect(printed('VolumeFilter')).toBe(
    'input VolumeFilter { and: [VolumeFilter!] or: [VolumeFilter!] not: VolumeFilter id: IDOperators shelf: ShelfFilter colour: ColourOperators pages: IntOperators price: DecimalOperators placedAt: DateTimeOperators removedAt: DateTimeOperators }',
  );
  expect(printed('ShelfFilter')).toBe(
    'input ShelfFilter { and: [ShelfFilter!] or: [ShelfFilter!] not: ShelfFilter id: IDOperators name: NameOperators volumes: VolumeListFilter }',
  );
  expect(printed('VolumeGroupBy')).toBe('enum VolumeGroupBy { shelf colour pages }');
  expect(printed('VolumeNumbers')).toBe('type VolumeNumbers { pages: Decimal price: Decimal }');
  expect(printed('VolumeExtremes')).toBe('type VolumeExtremes { pages: Int price: Decimal placedAt: DateTime removedAt: DateTime }');
  // There is nothing to sum up of a shelf.
  expect(printed('ShelfAggregate')).toBe('type ShelfAggregate { key: ShelfGroupKey! count: Int! }');
});

test('it is filtered, ordered, paged and counted', async () => {
  const { volumes } = await ask(
    '{ volumes(first: 1, filter: { shelf: { name: { search: "scsj" } } }, orderBy: [{ field: price }]) { totalCount pageInfo { hasNextPage } nodes { pages price } } }',
  );
  expect(volumes).toEqual({ totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ pages: 301, price: '0.05' }] });
});

test('it is grouped and summed up', async () => {
  const { volumes } = await ask('{ volumes { aggregates(groupBy: [colour, shelf]) { key { colour shelf { name } } count sum { pages price } average { pages } } } }');
  expect(volumes.aggregates).toEqual([
    { key: { colour: 'BLUE', shelf: { name: '上层书架' } }, count: 1, sum: { pages: '301', price: '0.05' }, average: { pages: '301.00' } },
    { key: { colour: 'RED', shelf: { name: '上层书架' } }, count: 1, sum: { pages: '100', price: '10.50' }, average: { pages: '100.00' } },
    { key: { colour: 'RED', shelf: { name: '下层书架' } }, count: 1, sum: { pages: '50', price: '1.00' }, average: { pages: '50.00' } },
  ]);
});

test('it is listed below what it points at, as of a moment or whole, and asked for there', async () => {
  const { shelves } = await ask(`{ shelves { nodes { name
    now: volumes { totalCount } before: volumes(asOf: "2026-01-15T00:00:00Z") { totalCount aggregates { sum { pages } } } ever: volumes(includeRemoved: true) { nodes { pages } } } } }`);
  expect(shelves.nodes).toEqual([
    {
      name: '上层书架',
      now: { totalCount: 2 },
      before: { totalCount: 3, aggregates: [{ sum: { pages: '601' } }] },
      ever: { nodes: [{ pages: 100 }, { pages: 301 }, { pages: 200 }] },
    },
    { name: '下层书架', now: { totalCount: 1 }, before: { totalCount: 1, aggregates: [{ sum: { pages: '50' } }] }, ever: { nodes: [{ pages: 50 }] } },
  ]);
  const { every } = await ask('{ every: shelves(filter: { volumes: { every: { colour: { eq: RED } } } }) { nodes { name } } }');
  expect(every.nodes).toEqual([{ name: '下层书架' }]);
});

test('a list of rows that no resolver answers is never asked of one', () => {
  for (const Resolvers of listingResolvers(classes)) {
    for (const field of Object.getOwnPropertyNames(Resolvers.prototype)) {
      if (field !== 'constructor') expect(() => (Resolvers.prototype as Record<string, () => void>)[field]?.()).toThrow('answered by the read engine');
    }
  }
});
