import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

type Colour = [red: number, green: number, blue: number];

const colours = readFileSync('client/shared/styles/colours.css', 'utf8');
const [, grey, shown] = (/filter: grayscale\(([\d.]+)\) opacity\(([\d.]+)\)/.exec(readFileSync('client/board/styles/panes.css', 'utf8')) ?? []).map(Number) as [
  number,
  number,
  number,
];

/** A colour of the sheet, by day or by night. */
function colour(name: string, theme: 'light' | 'dark'): Colour {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(colours) as unknown as [string, string, string];
  const digits = (theme === 'light' ? light : dark).slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) as string[]);
  return pairs.map((pair) => Number.parseInt(pair, 16)) as Colour;
}

/** As the browser's filters do it: luminance mixed in, then the ground shining through. */
function greyed([red, green, blue]: Colour, ground: Colour): Colour {
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return [red, green, blue].map((channel, index) => shown * (grey * luma + (1 - grey) * channel) + (1 - shown) * (ground[index] as number)) as Colour;
}

/** WCAG 2: 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const luminance = (of: Colour) => {
    const [red, green, blue] = of.map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4)) as Colour;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

test.each(['light', 'dark'] as const)('what is greyed since nobody knows whether it still holds can still be read: AA, %s', (theme) => {
  const ground = colour('ground', theme);
  const pale = ['text', 'soft', 'accent', 'good', 'medium', 'poor', 'grave'].flatMap((text) =>
    ['panel', 'raised'].flatMap((under) => {
      const reached = contrast(greyed(colour(text, theme), ground), greyed(colour(under, theme), ground));
      return reached >= 4.5 ? [] : [`${text} on ${under} ${reached.toFixed(2)}`];
    }),
  );
  expect(pale).toEqual([]);
});
