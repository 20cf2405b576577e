const locale = 'en-GB'
const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const finePercent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const minute = new Intl.DateTimeFormat(locale, {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC',
})

/** What stands where a measure is undefined. */
export const undefinedMark = '–'

export const formatInteger = (value: number): string => integer.format(value)
export const formatCompact = (value: number): string => compact.format(value)
export const formatScore = (value: number): string => oneDecimal.format(value)
export const formatPoints = (value: number): string => twoDecimals.format(value)

/** A share between 0 and 1; under 10 % with one decimal so that small shares stay apart, and where all but a few would read as all of them. */
export function formatShare(value: number | null): string {
  if (value === null) return undefinedMark
  if (value >= 0.995 && value < 1) return finePercent.format(Math.floor(value * 1000) / 1000)
  return (value > 0 && value < 0.1 ? finePercent : percent).format(value)
}

/** How many of one thing there are for each of another: 2.0. Below 0.05 one decimal would read 0.0, so there are two. */
export const formatPerOne = (value: number): string => {
  if (value > 0 && value < 0.005) return 'under 0.01'
  return (value > 0 && value < 0.05 ? twoDecimals : oneDecimal).format(value)
}

/** A ratio such as a lift: 3.0×. */
export const formatRatio = (value: number | null): string => (value === null ? undefinedMark : `${oneDecimal.format(value)}×`)

export const formatZ = (value: number | null): string => (value === null ? undefinedMark : oneDecimal.format(value).replace('-', '−'))

/** The value as it stands after "p": "= 0.031" or "< 0.0001". */
export const formatP = (value: number | null): string => {
  if (value === null) return `= ${undefinedMark}`
  return value < 0.0001 ? '< 0.0001' : `= ${value < 0.01 ? value.toFixed(4) : value.toFixed(3)}`
}

// Newer locale data writes four letters for this one month, which upsets columns of dates.
const shortSeptember = (text: string): string => text.replace('Sept ', 'Sep ')

/** The UTC day of an ISO date or instant: 30 Jun 2026. */
export const formatDay = (iso: string | null): string => {
  const time = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? undefinedMark : shortSeptember(day.format(time))
}

/** The UTC minute of an instant: 30 Jun 2026, 14:05. */
export const formatMinute = (iso: string | null): string => {
  const time = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? undefinedMark : shortSeptember(minute.format(time))
}

export const formatBytes = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const scaled = bytes / 1000 ** power
  return `${power > 0 && scaled < 100 ? oneDecimal.format(scaled) : integer.format(scaled)} ${units[power] ?? 'B'}`
}

export const formatDuration = (seconds: number): string => {
  if (seconds < 1) return 'under 1 s'
  if (seconds < 90) return `${integer.format(seconds)} s`
  return seconds < 5400 ? `${integer.format(seconds / 60)} min` : `${oneDecimal.format(seconds / 3600)} h`
}

/** 1 company, 2 companies. */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatInteger(count)} ${count === 1 ? singular : plural}`
