import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Unit } from '../../schema/organisation/index.ts';
import type { Context } from '../context.ts';

@Resolver()
export class OrganisationQueries {
  @Query(() => Unit, { nullable: true, description: '按代码取单位，没有为空。A unit by its code; empty where there is none.' })
  async unit(@Arg('code', () => String, { description: '单位代码，形如 XZ01。The unit’s code, such as XZ01.' }) code: string, @Ctx() { read }: Context) {
    const [unit] = await read.rows(Unit, { code: { eq: code } });
    return unit ?? null;
  }
}
