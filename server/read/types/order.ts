import { registerEnumType } from 'type-graphql';

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: '升序或降序；空值升序在后，降序在前。Up or down; empty values stand after all others going up, before them going down.',
  valuesConfig: { ASC: { description: '升序。Up.' }, DESC: { description: '降序。Down.' } },
});
