export { type Processes, serveInProcesses } from './supervisor.ts';
