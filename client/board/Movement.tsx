import { useLanguage } from '../shared/language/useLanguage.ts';

/** Places climbed or fallen since the month before: an arrow and a number, never colour alone. */
export function Movement({ places }: { places: number | undefined }) {
  const { t } = useLanguage();
  if (places === undefined) return <span className="movement" data-way="none" />;
  const way = places > 0 ? 'up' : places < 0 ? 'down' : 'same';
  return (
    <span className="movement" data-way={way} role="img" aria-label={t(`movement.${way}`, { count: Math.abs(places) })}>
      {{ up: '▲', down: '▼', same: '–' }[way]}
      {places !== 0 && Math.abs(places)}
    </span>
  );
}
