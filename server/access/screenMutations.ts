import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Role } from '../../schema/access/index.ts';
import { ConfirmedPairingPayload, ScreenPairingPayload, ScreenPayload } from '../../schema/access/mutations.ts';
import { EventCursorScalar } from '../../schema/scalars.ts';
import { answer } from '../answer.ts';
import type { Context } from '../context.ts';
import { accountOf, mustBe } from './entitled.ts';
import { beginScreenPairing, claimScreen, confirmScreenPairing, reportDisplayed, revokeScreen } from './screens.ts';
import { shownScreen } from './shown.ts';

/** Who may let a screen in. */
const AT_THE_DESK = [Role.SECRETARY, Role.STAFF, Role.ADMINISTRATOR];

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
    return answer(async () => confirmScreenPairing(access, em, visit, await accountOf(em, viewer, AT_THE_DESK), { code, name }));
  }

  @Mutation(() => ScreenPayload, { description: '大屏领取身份，存于 httpOnly cookie。The screen comes for its identity, kept in an httpOnly cookie.' })
  claimScreen(@Arg('secret', () => String, { description: '开始配对时取得的凭据。What it got when it began.' }) secret: string, @Ctx() { em, visit }: Context) {
    return answer(async () => ({ screen: shownScreen(await claimScreen(em, visit, secret)) }));
  }

  @Mutation(() => ScreenPayload, { description: '撤销大屏，随即断开。Revokes a screen; it is out at once.' })
  revokeScreen(@Arg('screen', () => ID, { description: '大屏编号。Id of the screen.' }) screen: string, @Ctx() { access, em, viewer }: Context) {
    return answer(async () => {
      await accountOf(em, viewer, AT_THE_DESK);
      const revoked = await revokeScreen(em, screen);
      access.recognition.forget();
      return { screen: shownScreen(revoked) };
    });
  }

  @Mutation(() => ScreenPayload, { description: '大屏报告已显示到哪里，作为显示凭证。A screen says up to where it has shown what happened.' })
  reportDisplayed(@Arg('cursor', () => EventCursorScalar, { description: '已显示到的日志位置。The last cursor it has shown.' }) cursor: string, @Ctx() { em, viewer }: Context) {
    return answer(async () => {
      mustBe(viewer.kind === 'screen' ? viewer : { roles: [] }, [Role.SCREEN]);
      return { screen: shownScreen(await reportDisplayed(em, viewer.id as number, cursor)) };
    });
  }
}
