import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { AdoptWarningRulesInput, WarningPayload, WarningRuleBookPayload } from '../../schema/warning/mutations.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { acknowledgeWarning, resolveWarning } from './handling.ts';
import { adoptWarningRules } from './ruleBooks.ts';

@Resolver()
export class WarningMutations {
  @Mutation(() => WarningPayload, { description: '确认预警，此后不再升级。Takes a warning up; it escalates no further.' })
  acknowledgeWarning(
    @Arg('id', () => ID, { description: '预警的编号。Id of the warning.' }) id: string,
    @Arg('note', () => String, { nullable: true, description: '备注，可不填。A note, if there is one.' }) note: string | null,
    @Ctx() { em, viewer }: Context,
  ) {
    return answer(async () => ({ warning: (await acknowledgeWarning(em, keyIn('Warning', 'id', id), { note, by: viewer.name ?? null })).id }));
  }

  @Mutation(() => WarningPayload, { description: '办结已确认的预警。Says how a warning was dealt with that had been taken up.' })
  resolveWarning(
    @Arg('id', () => ID, { description: '预警的编号。Id of the warning.' }) id: string,
    @Arg('reason', () => String, { description: '办结说明，留存备查。How it was dealt with; it is kept.' }) reason: string,
    @Ctx() { em, viewer }: Context,
  ) {
    return answer(async () => ({ warning: (await resolveWarning(em, keyIn('Warning', 'id', id), { reason, by: viewer.name ?? null })).id }));
  }

  @Mutation(() => WarningRuleBookPayload, { description: '采用新版预警规则，只用于尚未发布的月份。Adopts rules for months that are not published yet.' })
  adoptWarningRules(@Arg('input', () => AdoptWarningRulesInput, { description: '规则内容。The rules.' }) input: AdoptWarningRulesInput, @Ctx() { em, viewer }: Context) {
    return answer(async () => ({ ruleBook: (await adoptWarningRules(em, input, viewer.name ?? null)).id }));
  }
}
