/** Which published figures: the month, whom they are about, and the version of it. */
interface Published {
  /** `2026-10` */
  month: string;
  /** The code of a unit or an officer. */
  subject: string;
  version: number;
}

/** A published figure that does not compute again to itself. */
export interface FigureDifference extends Published {
  figure: string;
  published: string;
  recomputed: string;
}

/** What of published figures is not what they compute to; the names are those of `recomputed`. */
export function differencesOf<Row extends Published, Figure extends keyof Row & string>(row: Row, recomputed: Record<Figure, unknown>): FigureDifference[] {
  const { month, subject, version } = row;
  return (Object.keys(recomputed) as Figure[]).flatMap((figure) => {
    const [was, is] = [String(row[figure]), String(recomputed[figure])];
    return was === is ? [] : [{ month, subject, version, figure, published: was, recomputed: is }];
  });
}
