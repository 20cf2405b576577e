import type { PersonalKind } from '../../../shared/contract-hand-over.ts'

/** A column of a file for people outside. */
export interface HandOverColumn {
  /** Column of the statement. */
  readonly name: string
  readonly header: string
  /** What of a person it tells, if anything. Addresses are found in every column, declared or not. */
  readonly personal?: PersonalKind
}

/** All that a suppression list tells: whom not to write to is the one thing about the user database that tools of sales have to know. */
export const suppressionColumns: readonly HandOverColumn[] = [{ name: 'email', header: 'Email', personal: 'email' }, { name: 'sha256', header: 'Email SHA-256' }, { name: 'reason', header: 'Reason' }]

/** What the statement carries for the wall, shown or not; each may be NULL. */
export const wallColumns = ['person_id', 'contact_record_id', 'email'] as const
