import sql from 'sql-template-tag';
import { type Ask, all, any, type Condition, condition, everyRow, FALSE, type FilterInput, forbidden, type Model, TRUE, tableAs, type Visibility } from '../read/index.ts';
import type { Policies } from './policies.ts';
import { everything, freely, type Role, type SomeRows } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What a viewer may see and do: the policies, with the viewer's unit and the like filled in. Each condition is made once. */
export class Rights implements Visibility {
  readonly shape: string;
  readonly isConditional: boolean;
  readonly #policies: Policies;
  readonly #viewer: Viewer;
  readonly #roles: readonly Role[];
  readonly #rows = new Map<string, Condition | undefined>();
  readonly #fields = new Map<string, boolean>();

  constructor(policies: Policies, viewer: Viewer) {
    this.#policies = policies;
    this.#viewer = viewer;
    this.#roles = [...new Set(viewer.roles)].sort();
    this.shape = this.#roles.join('+') || 'nothing';
    this.isConditional = policies.isConditional(this.#roles);
  }

  rowsOf(model: Model): Condition | undefined {
    if (!this.#rows.has(model.name)) this.#rows.set(model.name, this.#unlessHeard(model, this.#conditionOf(model, this.#roles)));
    return this.#rows.get(model.name);
  }

  maySee(typeName: string): boolean {
    return this.#policies.maySee(typeName, this.#roles);
  }

  mayRead(typeName: string, fieldName: string): boolean {
    const name = `${typeName}.${fieldName}`;
    let may = this.#fields.get(name);
    if (may === undefined) {
      may = this.#policies.mayRead(typeName, fieldName, this.#roles);
      this.#fields.set(name, may);
    }
    return may;
  }

  mayEnter(door: string): boolean {
    return this.#policies.mayEnter(door, this.#roles);
  }

  /**
   * Of what the role itself may see that lets the viewer call the verb, not of what all of the viewer's roles may see. The same error whether there
   * is no such row or it is somebody else's.
   */
  guardOf(typeName: string, fieldName: string): ((args: Readonly<Record<string, unknown>>, ask: Ask) => Promise<void>) | undefined {
    if (typeName !== 'Mutation') return undefined;
    const calls = this.#roles.flatMap((role) => {
      const call = this.#policies.callOf(fieldName, role);
      return call ? [{ role, call }] : [];
    });
    if (calls.some(({ call }) => call === freely)) return undefined;
    return async (args, ask) => {
      const { models } = this.#policies;
      for (const { role, call } of calls) {
        if (call === freely) return;
        const model = models.get(call.entity);
        const named = condition(everyRow(models), call.entity, call.row(args), 't');
        const seen = this.#conditionOf(model, [role]);
        const found = await ask(sql`select from ${tableAs(model.table, 't')} where ${all([named, seen ?? TRUE])} limit 1`);
        if (found.length) return;
      }
      throw forbidden(`${typeName}.${fieldName}`);
    };
  }

  /** Who listens is told of nobody but themselves what leaves a reading when it is read: there is no one reader to name. */
  #unlessHeard(model: Model, seen: Condition | undefined): Condition | undefined {
    const subject = this.#viewer.listens && this.#policies.subjects.get(model.name);
    if (!subject) return seen;
    const { officer } = this.#viewer;
    if (officer === undefined) return FALSE;
    return all([seen ?? TRUE, condition(everyRow(this.#policies.models), model.entity, { [subject]: { id: { eq: officer } } }, 't')]);
  }

  /** Of the rows that any of the roles may see; undefined for all. */
  #conditionOf({ name, entity }: Model, roles: readonly Role[]): Condition | undefined {
    const rows = roles.flatMap((role) => this.#policies.rowsOf(name, role) ?? []);
    if (rows.includes(everything)) return undefined;
    const filters = (rows as SomeRows[]).flatMap(({ where }): FilterInput[] => {
      const filter = where(this.#viewer);
      return filter ? [filter] : [];
    });
    const { models } = this.#policies;
    return filters.length ? any(filters.map((filter: FilterInput) => condition(everyRow(models), entity, complete(filter), 't'))) : FALSE;
  }
}

/** A filter in which nothing is missing: to a caller null is the same as nothing asked, and a policy that asks for nothing would show every row. */
function complete(filter: FilterInput): FilterInput {
  for (const [name, wanted] of Object.entries(filter)) {
    if (wanted === undefined || wanted === null) throw new Error(`A policy names no value for ${name}`);
    if (typeof wanted === 'object' && !Array.isArray(wanted)) complete(wanted as FilterInput);
    else if (Array.isArray(wanted)) for (const each of wanted) if (typeof each === 'object') complete(each as FilterInput);
  }
  if (!Object.keys(filter).length) throw new Error('A policy names an empty condition');
  return filter;
}
