import { Field, ObjectType } from 'type-graphql';
import { Problem } from './Problem.ts';

/** What a mutation answers: either the thing done, or the problems that kept it from being done. Never both. */
@ObjectType()
export abstract class Payload {
  @Field(() => [Problem], { description: '为空即已办理。Empty when it was done.' })
  problems!: readonly Problem[];
}
