import { Officer, OfficerTier, Region, RegionKind, Unit, unitClassWords } from '../../schema/organisation/index.ts';
import { code, type Kind, matchingForm, Plan, type Row, text, word, yesNo } from '../intake/index.ts';

const regionColumns = {
  code: { heading: '代码', aliases: ['区划代码', '行政区划代码'] },
  name: { heading: '名称', aliases: ['区划名称'] },
  kind: { heading: '类别' },
  parent: { heading: '上级代码' },
};

const unitColumns = {
  code: { heading: '单位代码' },
  name: { heading: '单位名称' },
  class: { heading: '考核类别' },
  organ: { heading: '政法机关', optional: true },
  region: { heading: '行政区划代码', aliases: ['区划代码'] },
  remark: { heading: '备注', optional: true },
};

const officerColumns = {
  code: { heading: '编号' },
  name: { heading: '姓名' },
  unit: { heading: '单位代码' },
  post: { heading: '职务' },
  tier: { heading: '层级' },
  department: { heading: '部门', optional: true },
};

const regionKinds = word({
  县级市: RegionKind.CITY,
  街道: RegionKind.SUBDISTRICT,
  镇: RegionKind.TOWN,
  乡: RegionKind.TOWNSHIP,
  社区: RegionKind.COMMUNITY,
  村: RegionKind.VILLAGE,
});

const unitClasses = word(unitClassWords);

const tiers = word({ 班子成员: OfficerTier.LEADERSHIP, 后备干部: OfficerTier.RESERVE, 中层骨干: OfficerTier.MIDDLE, 干警: OfficerTier.STAFF });

const regionCode = code(/^(\d{6}|\d{9}|\d{12})$/, '430781、430781001 或 430781001001');

const unitCode = code(/^[A-Z]{1,6}\d{1,6}$/, 'XZ01');

const officerCode = code(/^[A-Z0-9]{1,12}(-[A-Z0-9]{1,12})*$/, 'DEMO-0001');

/** 行政区划: divisions, each below one of the file or the database whose code begins its own. */
const regions: Kind = {
  name: 'regions',
  title: { zh: '行政区划', en: 'administrative divisions' },
  order: 10,
  tables: [regionColumns],
  async plan(em, file) {
    const plan = new Plan(() => em.flush());
    const known = byCode(await em.find(Region, {}));
    const codes = new FirstSeen();
    const read = [];
    for (const row of file.table(regionColumns)) {
      const region = {
        code: padded(row.required('code', regionCode)),
        name: row.required('name', text()),
        kind: row.required('kind', regionKinds),
      };
      const parentCode = padded(row.optional('parent', regionCode));
      codes.note(row, 'code', region.code);
      if (!parentCode && region.kind && region.kind !== RegionKind.CITY) row.mistake('parent', 'VALUE_MISSING', { expected: '上级区划代码 / the code of the division above' });
      if (parentCode && region.code && !isBelow(region.code, parentCode))
        row.mistake('parent', 'BAD_CODE', { expected: `${region.code} 的前几位 / the beginning of ${region.code}` });
      read.push({ row, region, parentCode });
    }

    const planned = new Map(known);
    // A shorter code comes first: whoever refers to a parent finds it planned.
    for (const { row, region, parentCode } of read.toSorted((one, other) => significant(one.region.code).length - significant(other.region.code).length)) {
      const parent = parentCode ? planned.get(parentCode) : null;
      if (row.sound && parent === undefined) row.mistake('parent', 'UNKNOWN_REGION');
      if (!row.sound) continue;
      const wanted = { ...(region as Pick<Region, 'code' | 'name' | 'kind'>), parent: parent ?? null };
      const titles = { name: '名称', kind: '类别', parent: '上级', code: '代码' };
      planned.set(wanted.code, plan.upsert(em, Region, known.get(wanted.code), wanted, `区划 ${wanted.code} ${wanted.name}`, titles));
    }
    return plan;
  },
};

/** 单位名录: the register of inspected units. A name belongs to one unit; two units swap names in two steps. */
const units: Kind = {
  name: 'units',
  title: { zh: '单位名录', en: 'register of units' },
  order: 20,
  tables: [unitColumns],
  async plan(em, file) {
    const plan = new Plan(() => em.flush());
    const regionsByCode = byCode(await em.find(Region, {}));
    const registered = await em.find(Unit, {}, { populate: ['region'] });
    const known = byCode(registered);
    const owners = new Map(registered.map((unit) => [matchingForm(unit.name), unit.code]));
    const codes = new FirstSeen();
    const names = new FirstSeen();
    for (const row of file.table(unitColumns)) {
      const code = row.required('code', unitCode);
      const name = row.required('name', text());
      const unitClass = row.required('class', unitClasses);
      const region = regionsByCode.get(padded(row.required('region', regionCode)) ?? '');
      const isPoliticalLegalOrgan = row.optional('organ', yesNo) ?? false;
      const remark = row.optional('remark', text({ longest: 1000 })) ?? null;
      codes.note(row, 'code', code);
      names.note(row, 'name', name);
      const owner = owners.get(matchingForm(name ?? ''));
      if (row.sound && owner !== undefined && owner !== code) row.mistake('name', 'DUPLICATE', { expected: `单位 ${owner} / unit ${owner}` });
      if (row.sound && !region) row.mistake('region', 'UNKNOWN_REGION');
      if (!row.sound) continue;
      const wanted = { code, name, unitClass, isPoliticalLegalOrgan, region, remark } as Pick<Unit, 'code' | 'name' | 'unitClass' | 'isPoliticalLegalOrgan' | 'region' | 'remark'>;
      const titles = { code: '代码', name: '名称', unitClass: '考核类别', isPoliticalLegalOrgan: '政法机关', region: '区划', remark: '备注' };
      plan.upsert(em, Unit, known.get(wanted.code), wanted, `单位 ${code} ${name}`, titles);
    }
    return plan;
  },
};

/** 干警名册: the roll of officers, each in a unit of the register. */
const officers: Kind = {
  name: 'officers',
  title: { zh: '干警名册', en: 'roll of officers' },
  order: 30,
  tables: [officerColumns],
  async plan(em, file) {
    const plan = new Plan(() => em.flush());
    const unitsByCode = byCode(await em.find(Unit, {}));
    const known = byCode(await em.find(Officer, {}, { populate: ['unit'] }));
    const codes = new FirstSeen();
    for (const row of file.table(officerColumns)) {
      const code = row.required('code', officerCode);
      const name = row.required('name', text());
      const inUnit = row.required('unit', unitCode);
      const post = row.required('post', text());
      const tier = row.required('tier', tiers);
      const department = row.optional('department', text()) ?? null;
      const unit = unitsByCode.get(inUnit ?? '');
      codes.note(row, 'code', code);
      if (inUnit && !unit) row.mistake('unit', 'UNKNOWN_UNIT');
      if (!row.sound) continue;
      const wanted = { code, name, unit, post, tier, department } as Pick<Officer, 'code' | 'name' | 'unit' | 'post' | 'tier' | 'department'>;
      const titles = { code: '编号', name: '姓名', unit: '单位', post: '职务', tier: '层级', department: '部门' };
      plan.upsert(em, Officer, known.get(wanted.code), wanted, `干警 ${code} ${name}`, titles);
    }
    return plan;
  },
};

export const organisationKinds: readonly Kind[] = [regions, units, officers];

/** Notes the first place of a value that may stand only once; the second time is a mistake. */
class FirstSeen {
  readonly #places = new Map<string, string>();

  note<Name extends string>(row: Row<Name>, column: Name, value: string | undefined): void {
    if (value === undefined) return;
    const first = this.#places.get(matchingForm(value));
    if (first === undefined) this.#places.set(matchingForm(value), row.place);
    else row.mistake(column, 'DUPLICATE', { expected: first });
  }
}

function byCode<T extends { code: string }>(entities: readonly T[]): Map<string, T> {
  return new Map(entities.map((entity) => [entity.code, entity]));
}

/** Region codes are kept in twelve digits: `430781001` is `430781001000`. */
function padded(code: string | undefined): string | undefined {
  return code?.padEnd(12, '0');
}

/** The digits that tell a division from its neighbours: 6 for a city, 9 for a township, 12 for a village. */
function significant(code = ''): string {
  return code.replace(/^(\d{6}?)(000000)$/, '$1').replace(/^(\d{9})000$/, '$1');
}

function isBelow(code: string, parentCode: string): boolean {
  const beginning = significant(parentCode);
  return significant(code).startsWith(beginning) && significant(code).length > beginning.length;
}
