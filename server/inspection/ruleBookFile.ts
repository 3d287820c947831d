import { RuleBook, RuleItem, RuleItemKind } from '../../schema/inspection/index.ts';
import { UnitClass, unitClassWords } from '../../schema/organisation/index.ts';
import { problem } from '../../schema/problemWording.ts';
import { cellText, code, decimal, integer, type Kind, matchingForm, Plan, type Reader, type Row, type SourceFile, text, word } from '../intake/index.ts';

const itemColumns = {
  section: { heading: '部分' },
  code: { heading: '条目', aliases: ['条目编号'] },
  content: { heading: '内容' },
  weight: { heading: '分值' },
  kind: { heading: '类型' },
  pointsPerOccurrence: { heading: '每次', aliases: ['每次分值'] },
  cap: { heading: '封顶', aliases: ['封顶分值'] },
  unitClasses: { heading: '适用类别' },
  basis: { heading: '依据' },
};

const parameterColumns = { name: { heading: '参数' }, value: { heading: '值' } };

/** A rule item's code, `A1`. */
export const itemCode = code(/^[A-Z]{1,3}\d{1,3}$/, 'A1');

const itemKinds = word({ 扣分: RuleItemKind.DEDUCTION, 加分: RuleItemKind.BONUS, 否决: RuleItemKind.VETO_GROUND });

const classWords: Readonly<Record<string, UnitClass>> = unitClassWords;

/** A class as the office writes it. */
export function classWord(unitClass: UnitClass): string {
  return Object.keys(classWords).find((each) => classWords[each] === unitClass) ?? unitClass;
}

/** 全部, or classes with a sign between them; in the order of the enum, so that the same set reads the same. */
const unitClasses: Reader<UnitClass[]> = (cell, field) => {
  const words = cellText(cell)
    .split(/[;；,，、/\s]+/)
    .filter(Boolean)
    .map(matchingForm);
  if (!words.length) return { value: null };
  if (words.length === 1 && ['全部', '所有'].includes(words[0] as string)) return { value: Object.values(UnitClass) };
  const unknown = words.find((each) => !classWords[each]);
  if (unknown) return { problem: problem('UNKNOWN_WORD', { field, found: unknown, expected: ['全部', ...Object.keys(classWords)].join('、') }) };
  return { value: Object.values(UnitClass).filter((unitClass) => words.some((each) => classWords[each] === unitClass)) };
};

/** Of a score, which is 0 to 100. */
const points = decimal({ min: 0, max: 100 });

const parameterWords = word({ 年度: 'year', '好(不低于)': 'goodFrom', '中(不低于)': 'mediumFrom', 加分上限: 'bonusCap' } as const);

type Item = Pick<RuleItem, 'code' | 'position' | 'section' | 'content' | 'kind' | 'weight' | 'pointsPerOccurrence' | 'cap' | 'unitClasses' | 'basis'>;
type Terms = Pick<RuleBook, 'year' | 'goodFrom' | 'mediumFrom' | 'bonusCap' | 'title'>;

/** 考核细则: a year's rules. Equal to the year's newest version they change nothing; otherwise they become the next version. */
export const ruleBookFile: Kind = {
  name: 'ruleBook',
  title: { zh: '考核细则', en: 'rule book' },
  order: 40,
  tables: [itemColumns, parameterColumns],
  async plan(em, file) {
    const items = readItems(file);
    const terms = readTerms(file);
    const latest = terms && (await em.findOne(RuleBook, { year: terms.year }, { orderBy: { version: 'desc' } }));
    const known = new Map((latest ? await em.find(RuleItem, { ruleBook: latest }) : []).map((item) => [item.code, item]));
    const plan = new Plan(async () => {
      const ruleBook = em.create(RuleBook, { ...(terms as Terms), version: (latest?.version ?? 0) + 1, adoptedAt: new Date() });
      for (const item of items) em.create(RuleItem, { ...item, ruleBook });
      await em.flush();
    });
    for (const item of items) {
      const before = known.get(item.code);
      if (!before) plan.add(`条目 ${item.code} ${item.content}`);
      else if (JSON.stringify(asWritten(before)) !== JSON.stringify(asWritten(item))) plan.change(`条目 ${item.code} ${item.content}`);
      else plan.keep();
      known.delete(item.code);
    }
    for (const dropped of known.values()) plan.change(`条目 ${dropped.code} ${dropped.content}：删去`);
    if (latest && terms && inWords(latest) !== inWords(terms)) plan.change(`参数 ${inWords(latest)}→${inWords(terms)}`);
    return plan;
  },
};

function readItems(file: SourceFile): Item[] {
  const items: Item[] = [];
  const seen = new Map<string, string>();
  for (const row of file.table(itemColumns)) {
    const item = {
      code: row.required('code', itemCode),
      position: items.length + 1,
      section: row.required('section', text()),
      content: row.required('content', text({ longest: 1000 })),
      kind: row.required('kind', itemKinds),
      weight: row.required('weight', decimal()),
      pointsPerOccurrence: row.required('pointsPerOccurrence', decimal()),
      cap: row.required('cap', decimal()),
      unitClasses: row.required('unitClasses', unitClasses),
      basis: row.required('basis', text({ longest: 1000 })),
    };
    const first = item.code && seen.get(item.code);
    if (first) row.mistake('code', 'DUPLICATE', { expected: first });
    else if (item.code) seen.set(item.code, row.place);
    if (row.sound) items.push(item as Item);
  }
  return items;
}

/** The book's own terms; `undefined` with a mistake written down where one is missing. */
function readTerms(file: SourceFile): Terms | undefined {
  const table = file.table(parameterColumns);
  const rows = new Map<string, Row<keyof typeof parameterColumns>>();
  for (const row of table) {
    const name = row.required('name', parameterWords);
    if (name && rows.has(name)) row.mistake('name', 'DUPLICATE', { expected: rows.get(name)?.place });
    else if (name) rows.set(name, row);
  }
  const read = <T>(name: string, title: string, reader: Reader<T>): T | undefined => {
    const row = rows.get(name);
    if (!row) file.mistake('VALUE_MISSING', { field: parameterColumns.name.heading, expected: title });
    return row?.required('value', reader);
  };
  const year = read('year', '年度', integer({ min: 2000, max: 2100 }));
  const goodFrom = read('goodFrom', '好(不低于)', points);
  const mediumFrom = read('mediumFrom', '中(不低于)', points);
  const bonusCap = read('bonusCap', '加分上限', points);
  if (goodFrom && mediumFrom && Number(goodFrom) <= Number(mediumFrom)) {
    rows.get('goodFrom')?.mistake('value', 'NUMBER_OUT_OF_RANGE', { expected: `大于 ${mediumFrom} / above ${mediumFrom}` });
  }
  if (!year || !goodFrom || !mediumFrom || !bonusCap) return undefined;
  return { year, goodFrom, mediumFrom, bonusCap, title: file.table(itemColumns).title || `${year}年度考核细则` };
}

/** What makes two versions of an item the same. */
function asWritten({ position, section, content, kind, weight, pointsPerOccurrence, cap, unitClasses, basis }: Item): unknown[] {
  return [position, section, content, kind, weight, pointsPerOccurrence, cap, unitClasses, basis];
}

function inWords({ title, goodFrom, mediumFrom, bonusCap }: Terms): string {
  return `${title}（好 ${goodFrom}，中 ${mediumFrom}，加分上限 ${bonusCap}）`;
}
