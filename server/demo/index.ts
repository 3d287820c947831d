export { SampleCity } from './sampleCity.ts';
