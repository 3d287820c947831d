import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Account } from './Account.ts';
import { ApiToken } from './ApiToken.ts';
import { Role } from './Role.ts';
import { Screen } from './Screen.ts';
import { Session } from './Session.ts';
import { CurrentViewer } from './Viewer.ts';

/** What somebody is, and of whom. */
@InputType({ description: '角色及其所属。Roles, and what they are bound to.' })
export class RolesInput {
  @Field(() => [Role], { description: '角色，至少一个。Roles, at least one.' })
  roles!: Role[];

  @Field(() => ID, { nullable: true, description: '所属单位编号，联络员和政工部门必填。Id of the unit; a reporter or cadre office needs one.' })
  unit?: string | null;

  @Field(() => ID, { nullable: true, description: '名册条目编号，干警必填。Id of the officer that the person is.' })
  officer?: string | null;

  @Field(() => [ID], { defaultValue: [], description: '分配给督查员的单位编号。Ids of the units assigned to an inspector.' })
  assignedUnits!: string[];
}

@InputType({ description: '新账号。A new account.' })
export class CreateAccountInput extends RolesInput {
  @Field({ description: '登录名，不分大小写。The name to sign in with, in any case.' })
  name!: string;

  @Field({ description: '姓名或称呼。How the person is called.' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: '初始密码；由统一认证登录的为空。The first password; none where they sign in elsewhere.' })
  password?: string | null;
}

@InputType({ description: '账号的新角色。An account’s new roles.' })
export class AssignRolesInput extends RolesInput {
  @Field(() => ID, { description: '账号编号。Id of the account.' })
  account!: string;
}

@InputType({ description: '新令牌。A new token.' })
export class CreateApiTokenInput {
  @Field({ description: '名称：哪个程序。Which program it is for.' })
  name!: string;

  @Field(() => [Role], { description: '权限范围，以角色计。What it may do, as roles.' })
  roles!: Role[];

  @Field(() => Int, { description: '有效天数，1–366。How many days it is good for, 1 to 366.' })
  validDays!: number;
}

@ObjectType({ description: '办理结果：现在是谁，或未能办理的原因。Who asks from now on, or why it was not done.' })
export class ViewerPayload extends Payload {
  @Field(() => CurrentViewer, { nullable: true, description: '现在的来访者，未办理为空。Who asks from now on; empty when it was not done.' })
  viewer?: CurrentViewer | null;
}

@ObjectType({ description: '办理结果：账号，或未能办理的原因。The account, or why it was not done.' })
export class AccountPayload extends Payload {
  @Field(() => Account, { nullable: true, description: '账号，未办理为空。The account; empty when it was not done.' })
  account?: Account | null;
}

@ObjectType({ description: '办理结果：会话，或未能办理的原因。The session, or why it was not done.' })
export class SessionPayload extends Payload {
  @Field(() => Session, { nullable: true, description: '会话，已撤销；未办理为空。The session, revoked; empty when it was not done.' })
  session?: Session | null;
}

@ObjectType({ description: '办理结果：令牌，或未能办理的原因。The token, or why it was not done.' })
export class ApiTokenPayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: '令牌，未办理为空。The token; empty when it was not done.' })
  token?: ApiToken | null;

  @Field(() => String, { nullable: true, description: '令牌全文，只显示这一次。The token itself, shown this once.' })
  secret?: string | null;
}

@ObjectType({ description: '待确认的配对，或未能办理的原因。A pairing to be confirmed, or why there is none.' })
export class ScreenPairingPayload extends Payload {
  @Field(() => String, { nullable: true, description: '配对码，显示在大屏上。The code for the screen to show.' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: '大屏自己保存的凭据，不要显示。For the screen alone; never shown.' })
  secret?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: '配对码的到期时刻。When the code ends.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: '办理结果：已确认的名称，或未能办理的原因。The name confirmed, or why it was not done.' })
export class ConfirmedPairingPayload extends Payload {
  @Field(() => String, { nullable: true, description: '大屏的名称，未办理为空。The screen’s name; empty when it was not done.' })
  name?: string | null;
}

@ObjectType({ description: '办理结果：大屏，或未能办理的原因。The screen, or why it was not done.' })
export class ScreenPayload extends Payload {
  @Field(() => Screen, { nullable: true, description: '大屏，未办理为空。The screen; empty when it was not done.' })
  screen?: Screen | null;
}
