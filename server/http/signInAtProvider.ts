import { fastifyCookie as cookies, type SerializeOptions } from '@fastify/cookie';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ActOutcome } from '../../schema/audit/index.ts';
import { type Access, accountOfClaimed, type Leaving, type Oidc, openSession } from '../access/index.ts';
import type { Witness } from '../audit/index.ts';
import type { Report } from './errors.ts';
import type { Caller } from './operations.ts';
import { cameByHttps } from './visitors.ts';

const PATH = '/signin/oidc';
/** How long somebody may take at the provider (seconds). */
const PATIENCE = 10 * 60;

export interface SignInAtProviderParts {
  oidc: Oidc;
  orm: MikroORM;
  access: Access;
  callerOf(request: FastifyRequest): Caller;
  witnessOf(caller: Caller): Pick<Witness, 'begin'>;
  trustProxy: boolean;
  report: Report;
}

/**
 * `GET /signin/oidc` sends the browser to the provider; `GET /signin/oidc/callback` takes it back and signs in who came. What goes wrong is told to the page at
 * `/signin`, in its fragment: `#problem=NOT_SIGNED_IN_THERE`, `#problem=NO_ACCOUNT`.
 */
export function signInAtProvider(app: FastifyInstance, { oidc, orm, access, callerOf, witnessOf, trustProxy, report }: SignInAtProviderParts): void {
  const originOf = ({ raw, headers }: FastifyRequest) => oidc.settings.publicUrl ?? `${cameByHttps(raw, trustProxy) ? 'https' : 'http'}://${headers.host}`;
  const back = (reply: FastifyReply, problem: string) => reply.redirect(`/signin#problem=${problem}`);
  const cookieName = ({ raw }: FastifyRequest) => (cameByHttps(raw, trustProxy) ? '__Secure-duban_leaving' : 'duban_leaving');
  // Lax: it must come along when the provider sends the browser back.
  const options = (request: FastifyRequest): SerializeOptions => ({ path: PATH, httpOnly: true, sameSite: 'lax', secure: cameByHttps(request.raw, trustProxy) });

  app.get(PATH, async (request, reply) => {
    try {
      const { url, leaving } = await oidc.leave(`${originOf(request)}${PATH}/callback`);
      const kept = Buffer.from(JSON.stringify(leaving)).toString('base64url');
      return reply
        .header('cache-control', 'no-store')
        .header('set-cookie', cookies.serialize(cookieName(request), kept, { ...options(request), maxAge: PATIENCE }))
        .redirect(url);
    } catch (error) {
      report(error, request.id);
      return back(reply, 'NOT_SIGNED_IN_THERE');
    }
  });

  app.get(`${PATH}/callback`, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('set-cookie', cookies.serialize(cookieName(request), '', { ...options(request), maxAge: 0 }));
    const leaving = keptBy(request, cookieName(request));
    if (!leaving) return back(reply, 'NOT_SIGNED_IN_THERE');
    const em = orm.em.fork();
    const caller = callerOf(request);
    const { visit } = caller;
    // Reported where it was to be written.
    const act = await witnessOf(caller)
      .begin(`GET ${PATH}/callback`)
      .catch(() => undefined);
    if (!act) return back(reply, 'NOT_SIGNED_IN_THERE');
    try {
      const claimed = await oidc.comeBack(new URL(request.url, originOf(request)), leaving);
      const account = await accountOfClaimed(em, claimed);
      if (account === undefined || !visit.cookie) {
        await act.end({ outcome: ActOutcome.REFUSED, codes: ['NO_ACCOUNT'] });
        return back(reply, 'NO_ACCOUNT');
      }
      await openSession(em, visit, visit.cookie, account);
      access.recognition.forget();
      await act.end({ outcome: ActOutcome.DONE, subjects: [`account=Account:${account}`] });
      return reply.redirect('/');
    } catch (error) {
      await act.end({ outcome: ActOutcome.REFUSED, codes: ['NOT_SIGNED_IN_THERE'] });
      report(error, request.id);
      return back(reply, 'NOT_SIGNED_IN_THERE');
    }
  });
}

function keptBy({ headers: { cookie } }: FastifyRequest, name: string): Leaving | undefined {
  try {
    const { state, nonce, verifier } = JSON.parse(Buffer.from(cookies.parse(cookie ?? '')[name] ?? '', 'base64url').toString()) as Partial<Leaving>;
    return state && nonce && verifier ? { state, nonce, verifier } : undefined;
  } catch {
    return undefined;
  }
}
