/** A row, contact or deal of an account: its stage now, and the dated entries into stages. Instants in milliseconds. */
export interface RecordCourse {
  isDeal: boolean
  createdAt: number | null
  stage: string
  entries: readonly { stage: string; at: number }[]
}

export interface AccountCourse {
  record: string
  name: string
  createdAt: number | null
  records: readonly RecordCourse[]
}

/** Keys of the ordered stages, and from which of them on a stage says that a deal is or was open. */
export interface StageOrder {
  keys: readonly string[]
  openFrom: number
}

const existed = ({ createdAt }: { createdAt: number | null }, at: number): boolean => createdAt === null || createdAt <= at

/** Stage of an account at an instant, as `accountStageSteps` gives it; null before the account was created. */
export function stageAt({ keys, openFrom }: StageOrder, account: AccountCourse, at: number): string | null {
  if (!existed(account, at)) return null
  const stages = account.records.flatMap((record) => recordStageAt(keys, record, at) ?? [])
  const furthest = Math.max(...stages.map((stage) => keys.indexOf(stage)))
  if (furthest < openFrom && stages.includes('lost')) return 'lost'
  return keys[furthest] ?? 'unmapped'
}

/** Stage of one record at an instant, `lost` and `unmapped` among them; null before it was created. */
export const recordStageAt = (keys: readonly string[], record: RecordCourse, at: number): string | null =>
  existed(record, at) ? (record.isDeal ? dealStage : standingStage)(keys, record, at) : null

/** A row or contact stays at the furthest stage entered, never beyond its current one. */
function standingStage(keys: readonly string[], { stage, entries }: RecordCourse, at: number): string {
  if (stage === 'unmapped' || !entries.some((entry) => entry.stage === stage)) return stage
  const entered = entries.filter((entry) => entry.at <= at)
  if (stage === 'lost' && entered.some((entry) => entry.stage === 'lost')) return 'lost'
  const limit = keys.includes(stage) ? keys.indexOf(stage) : keys.length
  const ranks = entered.map((entry) => keys.indexOf(entry.stage)).filter((rank) => rank >= 0 && rank <= limit)
  return ranks.length === 0 ? 'unmapped' : (keys[Math.max(...ranks)] ?? 'unmapped')
}

/** A deal is where its latest entry put it; of two at one instant the further one, losing being beyond everything but winning. */
function dealStage(keys: readonly string[], { stage, entries }: RecordCourse, at: number): string {
  if (stage === 'unmapped' || !entries.some((entry) => entry.stage === stage)) return stage
  const place = (key: string) => (key === 'lost' ? keys.length - 1.5 : keys.indexOf(key))
  let latest: { stage: string; at: number } | null = null
  for (const entry of entries) {
    if (entry.at > at) continue
    if (latest === null || entry.at > latest.at || (entry.at === latest.at && place(entry.stage) > place(latest.stage))) latest = entry
  }
  return latest?.stage ?? 'unmapped'
}

/** When any record of an account was first dated into a stage by an instant; null where none was. */
export function firstEntry(account: AccountCourse, isStage: (stage: string) => boolean, until: number): number | null {
  let first: number | null = null
  for (const { entries } of account.records) {
    for (const { stage, at } of entries) if (at <= until && isStage(stage) && (first === null || at < first)) first = at
  }
  return first
}
