export { Officer, OfficerTier } from './Officer.ts';
export { Region, RegionKind } from './Region.ts';
export { Unit, UnitClass, unitClassWords } from './Unit.ts';
