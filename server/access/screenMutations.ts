import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Screen } from '../../schema/access/index.ts';
import { ConfirmedPairingPayload, ScreenPairingPayload, ScreenPayload } from '../../schema/access/mutations.ts';
import { EventCursorScalar } from '../../schema/scalars.ts';
import { answer } from '../answer.ts';
import type { Context } from '../context.ts';
import { accountOf, screenOf } from './entitled.ts';
import { shownScreens } from './screenStandings.ts';
import { beginScreenPairing, claimScreen, confirmScreenPairing, reportDisplayed, revokeScreen } from './screens.ts';

@Resolver()
export class ScreenMutations {
  @Mutation(() => ScreenPairingPayload, { description: '大屏开始配对，取得待显示的配对码。A screen begins: it gets a code to show.' })
  beginScreenPairing(@Ctx() { access, em, visit }: Context) {
    return answer(() => beginScreenPairing(access, em, visit));
  }

  @Mutation(() => ConfirmedPairingPayload, { description: '人工确认大屏上的配对码，并为它命名。A person confirms the code that a screen shows, and names the screen.' })
  confirmScreenPairing(
    @Arg('code', () => String, { description: '大屏显示的配对码。The code on the screen.' }) code: string,
    @Arg('name', () => String, { description: '大屏名称，如“一楼大厅”。Where the screen hangs.' }) name: string,
    @Ctx() { access, em, visit, viewer }: Context,
  ) {
    return answer(async () => confirmScreenPairing(access, em, visit, await accountOf(em, viewer), { code, name }));
  }

  @Mutation(() => ScreenPayload, { description: '大屏领取身份，存于 httpOnly cookie。The screen comes for its identity, kept in an httpOnly cookie.' })
  claimScreen(@Arg('secret', () => String, { description: '开始配对时取得的凭据。What it got when it began.' }) secret: string, @Ctx() context: Context) {
    const { em, visit } = context;
    return answer(async () => ({ screen: await shown(context, await claimScreen(em, visit, secret)) }));
  }

  @Mutation(() => ScreenPayload, { description: '撤销大屏，随即断开。Revokes a screen; it is out at once.' })
  revokeScreen(@Arg('screen', () => ID, { description: '大屏编号。Id of the screen.' }) screen: string, @Ctx() context: Context) {
    const { access, em, viewer } = context;
    return answer(async () => {
      await accountOf(em, viewer);
      const revoked = await revokeScreen(em, screen);
      access.recognition.forget();
      return { screen: await shown(context, revoked) };
    });
  }

  @Mutation(() => ScreenPayload, { description: '大屏报告已显示到哪里，作为显示凭证。A screen says up to where it has shown what happened.' })
  reportDisplayed(@Arg('cursor', () => EventCursorScalar, { description: '已显示到的日志位置。The last cursor it has shown.' }) cursor: string, @Ctx() context: Context) {
    const { em, log, viewer } = context;
    return answer(async () => ({ screen: await shown(context, await reportDisplayed(em, log, screenOf(viewer), cursor)) }));
  }
}

async function shown({ em, log }: Context, screen: Screen) {
  const [one] = await shownScreens(em, log, [screen]);
  return one;
}
