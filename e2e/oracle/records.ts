/** What the raw files say, before anything is concluded from it. */

/** One imported file; files are read in the order in which they were imported. */
export interface OracleFile {
  readonly path: string
  readonly format: string
  readonly settings: Readonly<Record<string, string>>
  /** When an undated list was taken, where the settings do not say: the file's modification time, in milliseconds. */
  readonly modifiedAt: number
}

/** Where a row stands; later files and rows outrank earlier ones. */
export interface Place {
  readonly file: number
  readonly row: number
}

export interface AccountRecord extends Place {
  readonly recordId: string
  readonly name: string | null
  /** As written. */
  readonly domain: string | null
  readonly furtherDomains: readonly string[]
  readonly aliases: readonly string[]
  /** Canonical. */
  readonly stage: string
  readonly country: string | null
  readonly createdAt: number | null
  readonly entries: readonly { stage: string; at: number }[]
}

/** A contact or deal: whose it is and where it stands. */
export interface RelatedRecord extends Place {
  readonly recordId: string
  readonly accountIds: readonly string[]
  readonly company: string | null
  /** Canonical. */
  readonly stage: string
  readonly createdAt: number | null
  readonly entries: readonly { stage: string; at: number }[]
}

export interface DealRecord extends RelatedRecord {
  readonly closedAt: number | null
}

/** A line of a deal's history. */
export interface DealEntry {
  readonly recordId: string
  readonly stage: string
  readonly at: number
}

export interface ProfileRecord extends Place {
  readonly githubId: number | null
  readonly login: string | null
  readonly type: string | null
  readonly company: string | null
  readonly email: string | null
  /** When the file was collected. */
  readonly collectedAt: number
}

export interface EventRecord extends Place {
  readonly eventId: string | null
  /** A neutral action (`star`, `fork` …) for repository files, else the method's name. */
  readonly source: string
  readonly target: string | null
  /** Null on undated lists. */
  readonly at: number | null
  readonly collectedAt: number
  readonly githubId: number | null
  readonly login: string | null
  readonly type: string | null
  readonly email: string | null
  readonly domain: string | null
  readonly company: string | null
  readonly quantity: number
}

export interface Records {
  readonly accounts: AccountRecord[]
  readonly contacts: RelatedRecord[]
  readonly deals: DealRecord[]
  readonly dealEntries: DealEntry[]
  readonly profiles: ProfileRecord[]
  readonly events: EventRecord[]
}
