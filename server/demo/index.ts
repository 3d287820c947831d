export { DemoDesk } from './desk.ts';
export { SampleCity } from './sampleCity.ts';
