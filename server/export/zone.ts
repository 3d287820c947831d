/** The city's clock, all year (milliseconds ahead of UTC): files are named by its days, and spreadsheets show moments by it, knowing no zones themselves. */
export const ZONE = { name: 'UTC+8', offset: 8 * 60 * 60 * 1_000 } as const;
