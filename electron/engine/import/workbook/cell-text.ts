import type { NumberKind } from './cell-formats.ts'

/** Whole numbers below this keep every digit in a workbook. */
const exactBelow = 1e15
const day = 86_400_000
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)
const lastSerial = 2_958_466

/**
 * The text of a stored number: dates as ISO 8601, whole numbers in plain digits. A whole number too long for a workbook to keep is written in
 * scientific notation, so that an id whose last digits are lost is rejected and not believed.
 */
export function numberText(stored: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (kind !== 'number' && value >= 0 && value < lastSerial) return dateText(value, kind, from1904)
  if (Number.isInteger(value) && Math.abs(value) >= exactBelow) return value.toExponential().replace('e', 'E')
  return String(value)
}

function dateText(serial: number, kind: NumberKind, from1904: boolean): string {
  // Excel counts a 29 February 1900 that never was.
  const whole = !from1904 && serial < 60 ? serial + 1 : serial
  const instant = new Date((from1904 ? epoch1904 : epoch1900) + Math.round((whole * day) / 1000) * 1000)
  const [date = '', time = ''] = instant.toISOString().slice(0, 19).split('T')
  if (kind === 'time' && serial < 1) return time
  return time === '00:00:00' && kind === 'day' ? date : `${date} ${time}`
}
