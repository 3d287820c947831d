import type { FieldPlan, ObjectPlan, PageField, ValuePlan } from './plan.ts';

/** A plan and every plan below it, of interfaces that of each type it may turn out to be. */
export function* plansIn(plan: ObjectPlan): Generator<ObjectPlan> {
  yield plan;
  for (const field of plan.fields) for (const below of plansBelow(field)) yield* plansIn(below);
}

function plansBelow(field: FieldPlan): ObjectPlan[] {
  switch (field.kind) {
    case 'joined':
      return [field.object];
    case 'relation':
      return [field.rows.object];
    case 'connection':
      return field.page.fields.flatMap(plansInPage);
    case 'computed':
    case 'resolved':
      return plansInValue(field.value);
    default:
      return [];
  }
}

function plansInPage(field: PageField): ObjectPlan[] {
  switch (field.kind) {
    case 'nodes':
      return [field.object];
    case 'edges':
      return field.fields.flatMap((each) => (each.kind === 'node' ? [each.object] : []));
    case 'aggregates':
      return plansInValue(field.value);
    default:
      return [];
  }
}

function plansInValue({ of }: ValuePlan): ObjectPlan[] {
  switch (of.kind) {
    case 'leaf':
      return [];
    case 'list':
      return plansInValue(of.item);
    case 'object':
      return [of.plan];
    case 'abstract':
      return of.typeNames.flatMap((name) => of.shapeOf(name)?.plan ?? []);
  }
}
