import { Field, ObjectType } from 'type-graphql';

/**
 * Every expected failure of a mutation or an intake. The one list: the wording, which GraphQL describes them by too, is in
 * {@link file://./problemWording.ts}, and a test holds docs/problems.md to both.
 */
export enum ProblemCode {
  // Reaching for something that is not there
  UNKNOWN_ID = 'UNKNOWN_ID',
  UNKNOWN_REGION = 'UNKNOWN_REGION',
  UNKNOWN_UNIT = 'UNKNOWN_UNIT',
  UNKNOWN_RULE_ITEM = 'UNKNOWN_RULE_ITEM',
  RULE_BOOK_MISSING = 'RULE_BOOK_MISSING',
  // The state of a month
  ROUND_MISSING = 'ROUND_MISSING',
  ROUND_ALREADY_OPEN = 'ROUND_ALREADY_OPEN',
  ROUND_ALREADY_PUBLISHED = 'ROUND_ALREADY_PUBLISHED',
  ROUND_EMPTY = 'ROUND_EMPTY',
  ALREADY_RETRACTED = 'ALREADY_RETRACTED',
  RESULT_SUPERSEDED = 'RESULT_SUPERSEDED',
  NOTHING_TO_CORRECT = 'NOTHING_TO_CORRECT',
  DUTY_NOT_SEPARATED = 'DUTY_NOT_SEPARATED',
  // The life of a warning
  WARNING_STEP_ILLEGAL = 'WARNING_STEP_ILLEGAL',
  WARNING_RULES_TOO_LATE = 'WARNING_RULES_TOO_LATE',
  // The life of a rectification
  RECTIFICATION_STEP_ILLEGAL = 'RECTIFICATION_STEP_ILLEGAL',
  RECTIFICATION_ALREADY_OPEN = 'RECTIFICATION_ALREADY_OPEN',
  RECTIFICATION_OF_ONE = 'RECTIFICATION_OF_ONE',
  HELPERS_INCOMPLETE = 'HELPERS_INCOMPLETE',
  HELPER_TWICE = 'HELPER_TWICE',
  HELPER_IS_SUBJECT = 'HELPER_IS_SUBJECT',
  HELPER_IS_OPENER = 'HELPER_IS_OPENER',
  MEASURE_ALREADY_COMPLETE = 'MEASURE_ALREADY_COMPLETE',
  MEASURES_INCOMPLETE = 'MEASURES_INCOMPLETE',
  DEADLINE_OUT_OF_RANGE = 'DEADLINE_OUT_OF_RANGE',
  // What a value must be
  VALUE_MISSING = 'VALUE_MISSING',
  VALUE_TOO_LONG = 'VALUE_TOO_LONG',
  NOT_A_NUMBER = 'NOT_A_NUMBER',
  NUMBER_OUT_OF_RANGE = 'NUMBER_OUT_OF_RANGE',
  NO_SUCH_DATE = 'NO_SUCH_DATE',
  DATE_OUTSIDE_MONTH = 'DATE_OUTSIDE_MONTH',
  DATE_DAMAGED = 'DATE_DAMAGED',
  DEADLINE_BEFORE_INSPECTION = 'DEADLINE_BEFORE_INSPECTION',
  ITEM_NOT_FOR_CLASS = 'ITEM_NOT_FOR_CLASS',
  COUNT_WITHOUT_ITEM = 'COUNT_WITHOUT_ITEM',
  CODE_AND_NAME_DISAGREE = 'CODE_AND_NAME_DISAGREE',
  UNKNOWN_WORD = 'UNKNOWN_WORD',
  BAD_CODE = 'BAD_CODE',
  DUPLICATE = 'DUPLICATE',
  // Files
  FILE_NOT_RECOGNISED = 'FILE_NOT_RECOGNISED',
  FILE_UNREADABLE = 'FILE_UNREADABLE',
  FILE_EMPTY = 'FILE_EMPTY',
  FILE_TOO_LARGE = 'FILE_TOO_LARGE',
  MONTH_UNCLEAR = 'MONTH_UNCLEAR',
  // Events set aside
  EVENT_CONSUMER_MISSING = 'EVENT_CONSUMER_MISSING',
  EVENT_NOT_HANDLED = 'EVENT_NOT_HANDLED',
  // Coming in
  SIGN_IN_REFUSED = 'SIGN_IN_REFUSED',
  TOO_MANY_ATTEMPTS = 'TOO_MANY_ATTEMPTS',
  NEEDS_HTTP = 'NEEDS_HTTP',
  NAME_TAKEN = 'NAME_TAKEN',
  PASSWORD_TOO_SHORT = 'PASSWORD_TOO_SHORT',
  PASSWORD_WRONG = 'PASSWORD_WRONG',
  LINK_SPENT = 'LINK_SPENT',
  LAST_ADMINISTRATOR = 'LAST_ADMINISTRATOR',
  PAIRING_CODE_UNKNOWN = 'PAIRING_CODE_UNKNOWN',
  PAIRING_NOT_CONFIRMED = 'PAIRING_NOT_CONFIRMED',
  PAIRING_SPENT = 'PAIRING_SPENT',
  BAD_CURSOR = 'BAD_CURSOR',
  FOREIGN_CURSOR = 'FOREIGN_CURSOR',
  DEMO_IS_OFF = 'DEMO_IS_OFF',
}

/** Why something was not done: typed, with the place, what was found there and both wordings. */
@ObjectType({ description: '未能办理的原因。Why something was not done.' })
export class Problem {
  @Field(() => ProblemCode, { description: '代码，供程序判断。What went wrong, for programs.' })
  code!: ProblemCode;

  /** Name of the input field, or the heading of the column. */
  @Field(() => String, { nullable: true, description: '所在的输入字段。The input field at fault.' })
  field?: string | null;

  @Field(() => String, { nullable: true, description: '得到的值。The value found.' })
  found?: string | null;

  @Field({ description: '中文说明。What went wrong, in Chinese.' })
  message!: string;

  @Field({ description: '英文说明。The same in English.' })
  messageEn!: string;
}
