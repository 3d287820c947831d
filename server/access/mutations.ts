import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Role } from '../../schema/access/index.ts';
import { AccountPayload, ApiTokenPayload, AssignRolesInput, CreateAccountInput, CreateApiTokenInput, SessionPayload, ViewerPayload } from '../../schema/access/mutations.ts';
import { refuse } from '../../schema/problemWording.ts';
import { answer } from '../answer.ts';
import type { Context } from '../context.ts';
import { assignRoles, changePassword, createAccount, createFirstAdministrator, disableAccount, setPassword } from './accounts.ts';
import { accountOf, demoAccount } from './entitled.ts';
import { newcomer } from './newcomer.ts';
import { cookieOf, openSession, signIn, signOut } from './sessions.ts';
import { shownAccount, shownSession, shownToken, shownViewer } from './shown.ts';
import { createApiToken, revokeApiToken, revokeSession } from './tokens.ts';

/** What `work` did. Rights may be others now: PostgreSQL tells every process, and this one knows already. */
async function changing<T extends object>({ access }: Context, work: () => Promise<T>) {
  const answered = await answer(work);
  access.recognition.forget();
  return answered;
}

@Resolver()
export class AccessMutations {
  @Mutation(() => ViewerPayload, { description: '登录；会话存于 httpOnly cookie。Signs in; the session is kept in an httpOnly cookie.' })
  signIn(
    @Arg('name', () => String, { description: '登录名。The name to sign in with.' }) name: string,
    @Arg('password', () => String, { description: '密码。The password.' }) password: string,
    @Ctx() context: Context,
  ) {
    const { access, em, visit } = context;
    return changing(context, async () => ({ viewer: shownViewer(await signIn(access, em, visit, { name, password })) }));
  }

  @Mutation(() => ViewerPayload, { description: '退出。Signs out.' })
  signOut(@Ctx() context: Context) {
    const { access, em, visit } = context;
    return changing(context, async () => {
      await signOut(em, visit);
      return { viewer: shownViewer(newcomer(access.demo, visit.host)) };
    });
  }

  @Mutation(() => ViewerPayload, { description: '用首次启动时的一次性链接建立首位管理员。Makes the first administrator, by the link that the first start printed.' })
  createFirstAdministrator(
    @Arg('secret', () => String, { description: '链接中 first= 之后的部分。What stands after first= in the link.' }) secret: string,
    @Arg('name', () => String, { description: '登录名。The name to sign in with.' }) name: string,
    @Arg('displayName', () => String, { description: '姓名或称呼。How the person is called.' }) displayName: string,
    @Arg('password', () => String, { description: '密码，至少 12 个字符。The password, at least 12 characters.' }) password: string,
    @Ctx() context: Context,
  ) {
    const { access, em, visit } = context;
    return changing(context, async () => ({ viewer: shownViewer(await createFirstAdministrator(access, em, visit, { secret, name, displayName, password })) }));
  }

  @Mutation(() => ViewerPayload, { description: '演示：换一个角色试试。Tries another role, in the demo.' })
  demoTryRole(@Arg('role', () => Role, { description: '角色。The role.' }) role: Role, @Ctx() context: Context) {
    const { access, em, visit } = context;
    return changing(context, async () => {
      if (!newcomer(access.demo, visit.host).isDemo) refuse('DEMO_IS_OFF');
      const cookie = cookieOf(visit);
      return { viewer: shownViewer(await openSession(em, visit, cookie, (await demoAccount(em, role)).id)) };
    });
  }

  @Mutation(() => AccountPayload, { description: '建立账号。Makes an account.' })
  createAccount(@Arg('input', () => CreateAccountInput, { description: '账号内容。The account.' }) input: CreateAccountInput, @Ctx() { access, em, viewer }: Context) {
    return answer(async () => {
      await accountOf(em, viewer);
      return { account: shownAccount(await createAccount(access, em, input)) };
    });
  }

  @Mutation(() => AccountPayload, { description: '改任角色，现有连接随即重新认定。Gives an account other roles; its live connections are asked again at once.' })
  assignRoles(@Arg('input', () => AssignRolesInput, { description: '新角色。The new roles.' }) input: AssignRolesInput, @Ctx() context: Context) {
    const { em, viewer } = context;
    return changing(context, async () => {
      await accountOf(em, viewer);
      return { account: shownAccount(await assignRoles(em, input)) };
    });
  }

  @Mutation(() => AccountPayload, { description: '停用账号，现有会话随即结束。Disables an account; its sessions end at once.' })
  disableAccount(@Arg('account', () => ID, { description: '账号编号。Id of the account.' }) account: string, @Ctx() context: Context) {
    const { em, viewer } = context;
    return changing(context, async () => {
      await accountOf(em, viewer);
      return { account: shownAccount(await disableAccount(em, account)) };
    });
  }

  @Mutation(() => AccountPayload, { description: '重设他人密码，其会话随即结束。Sets somebody’s password; their sessions end at once.' })
  setPassword(
    @Arg('account', () => ID, { description: '账号编号。Id of the account.' }) account: string,
    @Arg('password', () => String, { description: '新密码，至少 12 个字符。The new password, at least 12 characters.' }) password: string,
    @Ctx() context: Context,
  ) {
    const { access, em, visit, viewer } = context;
    return changing(context, async () => {
      await accountOf(em, viewer);
      return { account: shownAccount(await setPassword(access, em, visit, account, password)) };
    });
  }

  @Mutation(() => AccountPayload, { description: '改自己的密码，其他会话随即结束。Changes one’s own password; all other sessions end at once.' })
  changePassword(
    @Arg('current', () => String, { description: '现在的密码。The present password.' }) current: string,
    @Arg('password', () => String, { description: '新密码，至少 12 个字符。The new password, at least 12 characters.' }) password: string,
    @Ctx() context: Context,
  ) {
    const { access, em, visit, viewer } = context;
    return changing(context, async () => {
      const account = await accountOf(em, viewer);
      return { account: shownAccount(await changePassword(access, em, visit, account, { current, password })) };
    });
  }

  @Mutation(() => SessionPayload, { description: '撤销会话，自己的或管理员撤销他人的。Ends a session: one’s own, or for administrators anybody’s.' })
  revokeSession(@Arg('session', () => ID, { description: '会话编号。Id of the session.' }) session: string, @Ctx() context: Context) {
    const { em, viewer } = context;
    return changing(context, async () => {
      const { id, roles } = await accountOf(em, viewer);
      return { session: shownSession(await revokeSession(em, session, roles.includes(Role.ADMINISTRATOR) ? undefined : id)) };
    });
  }

  @Mutation(() => ApiTokenPayload, { description: '建立程序令牌，全文只显示这一次。Makes a token for a program; it is shown this once.' })
  createApiToken(@Arg('input', () => CreateApiTokenInput, { description: '令牌内容。The token.' }) input: CreateApiTokenInput, @Ctx() { em, viewer }: Context) {
    return answer(async () => {
      const { token, secret } = await createApiToken(em, await accountOf(em, viewer), input);
      return { token: shownToken(token), secret };
    });
  }

  @Mutation(() => ApiTokenPayload, { description: '撤销程序令牌，随即失效。Revokes a token; it is good for nothing at once.' })
  revokeApiToken(@Arg('token', () => ID, { description: '令牌编号。Id of the token.' }) token: string, @Ctx() context: Context) {
    const { em, viewer } = context;
    return changing(context, async () => {
      await accountOf(em, viewer);
      return { token: shownToken(await revokeApiToken(em, token)) };
    });
  }
}
