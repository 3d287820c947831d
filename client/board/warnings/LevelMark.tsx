import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Level } from './warnings.ts';

/** Differ in form as in colour: an octagon, a square on its corner, a triangle, a disc. */
const shapes: { readonly [L in Level]: string } = {
  RED: 'M5 1h6l4 4v6l-4 4H5l-4-4V5Z',
  ORANGE: 'M8 0.8L15.2 8L8 15.2L0.8 8Z',
  YELLOW: 'M8 2L15 14H1Z',
  INFO: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z',
};

export function LevelMark({ level }: { level: Level }) {
  const { t } = useLanguage();
  return (
    <span className="level" data-level={level}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[level]} />
      </svg>
      {t(`warning.level.${level}`)}
    </span>
  );
}
