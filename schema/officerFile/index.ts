export { OfficerFileEntry } from './OfficerFileEntry.ts';
export { OfficerFileEntryAddedEvent } from './OfficerFileEvent.ts';
export { OfficerFileReading } from './OfficerFileReading.ts';
export { OfficerFileEntryKind } from './words.ts';
