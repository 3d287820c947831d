/** A text in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** Shows a text in both languages, the Chinese first. */
export function Both({ zh, en }: Words) {
  return (
    <>
      {zh} {en && <span lang="en">{en}</span>}
    </>
  );
}
