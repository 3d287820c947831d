/** A text in both languages, the Chinese first. */
export function Both({ zh, en }: { zh: string; en: string }) {
  return (
    <>
      {zh} {en && <span lang="en">{en}</span>}
    </>
  );
}
