/** A question that staff ask often, as one operation. */
export interface Example {
  /** Says the question in Chinese and in English. */
  title: readonly [zh: string, en: string];
  query: string;
  /** What the operation is asked with until somebody changes it; made anew where it depends on the time. */
  variables?: () => Record<string, unknown>;
}

/** Examples under one heading. */
export interface ExampleGroup {
  title: readonly [zh: string, en: string];
  examples: readonly Example[];
}
