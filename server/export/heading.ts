import type { GraphQLField } from 'graphql';

/** What columns are called: `zh`, by the Chinese words that field descriptions begin with; `names`, by the fields' own names. */
export type Headings = 'zh' | 'names';

/** The words of a description before its first Chinese stop or explanation in brackets, if they are Chinese. */
const FIRST_WORDS = /^(?=[^。，；：（]*\p{Script=Han})[^。，；：（]+/u;

/** What a field is called: `督查结果` out of “督查结果：已发布的得分。A published result.” */
export function headingOf({ name, description }: GraphQLField<unknown, unknown>, headings: Headings): string {
  return (headings === 'zh' ? description?.match(FIRST_WORDS)?.[0]?.trim() : undefined) ?? name;
}
