export interface AsOfPreset {
  label: string
  /** Null: the default instant. */
  asOf: string | null
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Instants worth a click: the end of the data, 30 and 90 days and a year before, and the start of that quarter. */
export function asOfPresets(latest: string): AsOfPreset[] {
  const end = new Date(latest)
  const back = (days: number) => isoDay(end.getTime() - days * 86_400_000)
  const quarter = Date.UTC(end.getUTCFullYear(), Math.floor((end.getUTCMonth() - 1) / 3) * 3, 1)
  return [
    { label: 'End of the data', asOf: null },
    { label: '30 days earlier', asOf: back(30) },
    { label: 'Start of the quarter', asOf: isoDay(quarter) },
    { label: 'A year earlier', asOf: back(365) },
  ]
}
