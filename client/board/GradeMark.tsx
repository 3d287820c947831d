import type { Grade } from '../generated/graphql.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';

/** Differ in form, so that they differ without colour too: a disc, a triangle, a square on its corner. */
const shapes: { readonly [G in Grade]: string } = {
  GOOD: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z',
  MEDIUM: 'M8 2L15 14H1Z',
  POOR: 'M8 0.8L15.2 8L8 15.2L0.8 8Z',
};

export function GradeMark({ grade }: { grade: Grade }) {
  const { t } = useLanguage();
  return (
    <span className="grade" data-grade={grade}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[grade]} />
      </svg>
      {t(`grade.${grade}`)}
    </span>
  );
}
