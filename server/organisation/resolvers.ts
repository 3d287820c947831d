import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Officer, Region, Unit } from '../../schema/organisation/index.ts';
import type { Context } from '../context.ts';
import { type ConnectionArguments, connectionTypes, type Row } from '../read/index.ts';

const Regions = connectionTypes(Region);
const Units = connectionTypes(Unit);
const Officers = connectionTypes(Officer);

@Resolver()
export class OrganisationQueries {
  @Query(() => Regions.Connection, { description: '行政区划。' })
  regions(@Args(() => Regions.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(Region, args);
  }

  @Query(() => Units.Connection, { description: '被督查单位。' })
  units(@Args(() => Units.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(Unit, args);
  }

  @Query(() => Officers.Connection, { description: '政法干警。' })
  officers(@Args(() => Officers.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(Officer, args);
  }

  @Query(() => Unit, { nullable: true, description: '按代码取单位，形如 XZ01。' })
  async unit(@Arg('code', () => String) code: string, @Ctx() { read }: Context) {
    const [unit] = await read.rows(Unit, { code: { eq: code } });
    return unit ?? null;
  }
}

@Resolver(() => Region)
export class RegionEdges {
  @FieldResolver(() => Regions.Connection, { description: '下级区划。' })
  children(@Root() region: Row<Region>, @Args(() => Regions.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Region, 'parent', region.id, args);
  }

  @FieldResolver(() => Units.Connection)
  units(@Root() region: Row<Region>, @Args(() => Units.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Unit, 'region', region.id, args);
  }
}

@Resolver(() => Unit)
export class UnitEdges {
  @FieldResolver(() => Officers.Connection)
  officers(@Root() unit: Row<Unit>, @Args(() => Officers.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Officer, 'unit', unit.id, args);
  }
}
