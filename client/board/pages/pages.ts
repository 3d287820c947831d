import type { ComponentType } from 'react';
import type { Asking } from '../../shared/server.ts';
import type { BoardState } from '../board.ts';
import type { PageName } from '../kiosk/address.ts';
import type { BoardYear } from '../year/year.ts';

/** What every page of the wall is shown from. */
export interface PageProps {
  board: BoardState;
  year: BoardYear;
  asking: Asking;
}

export type PageTable = { readonly [P in PageName]: ComponentType<PageProps> };
