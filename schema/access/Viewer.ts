import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Officer, Unit } from '../organisation/index.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Role } from './Role.ts';

/** What sort of asker it is. */
export enum ViewerKind {
  PERSON = 'PERSON',
  PROGRAM = 'PROGRAM',
  SCREEN = 'SCREEN',
  NOBODY = 'NOBODY',
}

registerEnumType(ViewerKind, {
  name: 'ViewerKind',
  description: '来访者的种类。What sort of asker it is.',
  valuesConfig: {
    PERSON: { description: '登录的人。A person who signed in.' },
    PROGRAM: { description: '持令牌的程序。A program with a token.' },
    SCREEN: { description: '已配对的大屏。A paired wall screen.' },
    NOBODY: { description: '未登录。Nobody who said who they are.' },
  },
});

/** Who asks, as the server sees it. No table: it is what the request showed. */
@ObjectType({ description: '当前来访者。Who asks, as the server sees it.' })
export class CurrentViewer {
  @Field(() => ViewerKind, { description: '种类。What sort of asker it is.' })
  kind!: ViewerKind;

  @Field(() => String, { nullable: true, description: '称呼，未登录为空。How they are called; empty for nobody.' })
  name?: string | null;

  @Field(() => [Role], { description: '角色。What they are to the committee.' })
  roles!: readonly Role[];

  @Field(() => Unit, { nullable: true, description: '所属单位，联络员和政工部门才有。The unit of a reporter or cadre office.' })
  unit?: number | null;

  @Field(() => Officer, { nullable: true, description: '本人的名册条目，干警才有。The officer that they are.' })
  officer?: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: '到期的时刻，使用即续期。When it ends unless it is renewed by use.' })
  expiresAt?: Date | null;

  @Field({ description: '是否演示身份：样例城市，人人可试。Whether it is the sample city’s, which anybody may try.' })
  isDemo!: boolean;
}
