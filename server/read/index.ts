export { attachReads } from './attach.ts';
export { badInput, beyondLimit } from './errors.ts';
export { type CompiledOperation, Executor, type OperationRequest } from './executor.ts';
export { READ_LIMITS, type ReadLimits } from './limits.ts';
export { type EntityClass, Models, type Row } from './model.ts';
export { Reader } from './reader.ts';
export { type ConnectionArguments, type ConnectionPage, connectionTypes, OrderDirection } from './types.ts';
