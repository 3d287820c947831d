import { sql } from 'kysely';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Account, ApiToken, CurrentViewer, Role, Screen, Session } from '../../schema/access/index.ts';
import type { Context } from '../context.ts';
import { SESSION_LIVES } from './recognition.ts';
import { shownScreens } from './screenStandings.ts';
import { shownAccount, shownSession, shownToken, shownViewer } from './shown.ts';

@Resolver()
export class AccessQueries {
  @Query(() => CurrentViewer, { description: '当前来访者。Who asks, as the server sees it.' })
  viewer(@Ctx() { viewer }: Context) {
    return shownViewer(viewer);
  }

  @Query(() => [Account], { description: '账号，按登录名。Accounts, by their names; for administrators.' })
  async accounts(@Ctx() { em }: Context) {
    return (await em.find(Account, { isDemo: false }, { orderBy: { name: 'asc' } })).map(shownAccount);
  }

  @Query(() => [Session], { description: '现有会话，新的在前。Sessions that have not ended, newest first; for administrators all, for others their own.' })
  async sessions(@Ctx() { em, viewer }: Context) {
    const own = viewer.roles.includes(Role.ADMINISTRATOR) ? null : viewer.kind === 'person' ? (viewer.id ?? 0) : 0;
    const { rows } = await sql<{ id: number }>`
      select s.id from session as s where ${SESSION_LIVES} and s.account_id = coalesce(${own}::int, s.account_id)`.execute(em.getKysely<object>());
    const sessions = await em.find(Session, { id: rows.map(({ id }) => id) }, { populate: ['account'], orderBy: { id: 'desc' } });
    return sessions.map(shownSession);
  }

  @Query(() => [ApiToken], { description: '程序令牌，新的在前。Tokens of programs, newest first; for administrators.' })
  async apiTokens(@Ctx() { em }: Context) {
    return (await em.find(ApiToken, {}, { populate: ['createdBy'], orderBy: { id: 'desc' } })).map(shownToken);
  }

  @Query(() => [Screen], { description: '大屏，按名称。Wall screens, by their names; for the committee and administrators.' })
  async screens(@Ctx() { em, log }: Context) {
    return shownScreens(em, log, await em.find(Screen, {}, { populate: ['pairedBy'], orderBy: { name: 'asc', id: 'asc' } }));
  }
}
