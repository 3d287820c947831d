import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** A scalar that is a string of one exact form, in answers, variables and literals alike. */
function patternScalar(name: string, form: RegExp, example: string, description: string): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && form.test(value)) return value;
    throw new GraphQLError(`${name} 应形如 ${example}，得到 ${JSON.stringify(value)}。${name} must look like ${example}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: read,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A calendar month, `2026-10`. Text in the database too: it sorts as time does. */
export const YearMonth = patternScalar('YearMonth', /^\d{4}-(0[1-9]|1[0-2])$/, '"2026-10"', '月份，形如 2026-10。A calendar month.');

/**
 * An exact decimal as a string, `"93.75"`: JSON numbers are binary floating point, and a
 * score must reach the reader as it was computed.
 */
export const DecimalScalar = patternScalar('Decimal', /^-?\d{1,12}(\.\d{1,6})?$/, '"93.75"', '十进制小数，以字符串表示以免失真，形如 "93.75"。An exact decimal, as a string.');

/** A place in the event log. Opaque: hand back what you were given. */
export const EventCursorScalar = patternScalar(
  'EventCursor',
  /^[A-Za-z0-9-]{1,16384}$/,
  '"e2-6f5b1c0a9e77-c2ee-b1f"',
  '事件日志中的位置，原样交回即可续传；同一日志中，后者的文本更大。A place in the event log; hand it back to resume there. Of two in one log, the later is the greater text.',
);

/** A day without a time or a zone, `2026-10-25`, as a string on both sides. */
export const DateScalar = new GraphQLScalarType({ ...GraphQLLocalDate.toConfig(), name: 'Date', description: '日期，形如 2026-10-25。A calendar day.' });

/** A moment, RFC 3339 in UTC. */
export const DateTimeScalar = new GraphQLScalarType({ ...GraphQLDateTimeISO.toConfig(), name: 'DateTime', description: '时刻（RFC 3339，UTC）。A moment.' });
