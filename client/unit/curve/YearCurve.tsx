import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { Theme } from '../../shared/theme.ts';
import type { UnitMonth } from '../unit.ts';
import { curveOption, type Ink } from './curveOption.ts';
import type { openCurve } from './drawCurve.ts';

interface YearCurveProps {
  year: readonly UnitMonth[];
  chosen: string | undefined;
  theme: Theme;
}

/** Black on white, told apart by their strokes: offices print without colours. */
const PAPER: Omit<Ink, 'font'> = { text: '#000', soft: '#444', line: '#ccc', accent: '#000', ground: '#fff', size: 12 };

/** The year as a curve. What it is drawn with comes when the page stands; the table beside it has the figures. */
export function YearCurve({ year, chosen, theme }: YearCurveProps) {
  const { t, monthAlone } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const curve = useRef<ReturnType<typeof openCurve>>(undefined);
  const [picture, setPicture] = useState<string>();

  useEffect(
    () => () => {
      curve.current?.close();
      curve.current = undefined;
    },
    [],
  );

  useEffect(() => {
    let isGone = false;
    void (async () => {
      const { openCurve, pictureOf } = await import('./drawCurve.ts');
      if (isGone) return;
      const ink = inkOf(box.current as HTMLElement, theme);
      const wording = { month: monthAlone, goodFrom: (score: string) => t('unit.year.goodFrom', { score }), mediumFrom: (score: string) => t('unit.year.mediumFrom', { score }) };
      // A canvas draws with the letters there are and does not ask for others: they are loaded before.
      await document.fonts.load(`16px ${ink.font}`, `${year.map(({ month }) => monthAlone(month)).join('')}${wording.goodFrom('0123456789.')}${wording.mediumFrom('')}`);
      if (isGone) return;
      curve.current ??= openCurve(box.current as HTMLElement);
      curve.current.chart.setOption(curveOption(year, chosen, ink, wording), { notMerge: true });
      setPicture(pictureOf(curveOption(year, chosen, { ...PAPER, font: ink.font }, wording)));
    })();
    return () => {
      isGone = true;
    };
  }, [year, chosen, theme, t, monthAlone]);

  return (
    <figure className="curve">
      <figcaption>
        <span className="key key-unit">{t('unit.year.unit')}</span>
        {year.some(({ ofClass }) => ofClass) && <span className="key key-class">{t('unit.year.ofClass')}</span>}
      </figcaption>
      <div ref={box} className="curve-box" role="img" aria-label={t('unit.year.curve')} data-drawn={picture !== undefined} />
      {picture && <img className="curve-picture" src={picture} alt={t('unit.year.curve')} />}
    </figure>
  );
}

/** The colours of the page as they are now. `theme` is what they follow. */
function inkOf(box: HTMLElement, _theme: Theme): Ink {
  const style = getComputedStyle(box);
  // Asked of something that has it: by itself a name stands for one colour in the light and another in the dark.
  const probe = box.appendChild(document.createElement('i'));
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const ink = {
    text: colour('text'),
    soft: colour('soft'),
    line: colour('line'),
    accent: colour('accent'),
    ground: colour('panel'),
    font: style.fontFamily,
    size: Number.parseFloat(style.fontSize),
  };
  probe.remove();
  return ink;
}
