import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';

/** What must be written down first cannot be: nothing is done, and nothing is answered. */
export function auditUnavailable(): GraphQLError {
  return new GraphQLError('审计日志暂不能写入，未予办理，请稍后再试。The audit log cannot be written now, so nothing was done; try again in a moment.', {
    extensions: { code: ErrorCode.AUDIT_UNAVAILABLE },
  });
}
