import { useLanguage } from '../../shared/language/useLanguage.ts';
import { LevelMark } from '../warnings/LevelMark.tsx';
import type { RedWarning } from './useRedWarning.ts';
import { useTouchEnds } from './useTouchEnds.ts';

/** A red warning over the whole wall: whom it is about, and what of. Any key, or a touch, ends it; taking it up does too. */
export function RedStage({ warning: { kind, level, unit, month }, stop }: RedWarning) {
  const { t, month: monthName } = useLanguage();
  useTouchEnds(stop);
  return (
    <section className="stage stage-red" role="alert" data-warning={kind}>
      <LevelMark level={level} />
      <h2>{unit?.name}</h2>
      <p>{t(`warning.kind.${kind}`)}</p>
      <p className="stage-month">{monthName(month)}</p>
    </section>
  );
}
