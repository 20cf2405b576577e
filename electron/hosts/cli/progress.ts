import type { Progress } from '../../../shared/contract-workspace.ts'
import type { Terminal } from './terminal.ts'

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const bytes = (amount: number): string => {
  const [unit, size] = amount < 1e3 ? (['byte', 1] as const) : amount < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const)
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: 0 }).format(amount / size)
}

/** Shows the progress stream on standard error: one line that is rewritten on a screen, otherwise one line per finished job. */
export function progressLine(terminal: Terminal): { show: (progress: Progress) => void; clear: () => void } {
  let shown = false
  const clear = () => {
    if (shown) terminal.note('\r\u001b[2K')
    shown = false
  }
  return {
    show: (progress) => {
      if (terminal.rewrites && progress.state === 'running') {
        clear()
        terminal.note(words(progress))
        shown = true
      }
      if (progress.state !== 'done') return
      clear()
      terminal.note(`${progress.label}: done, ${quantity(progress.done, progress.unit)}\n`)
    },
    clear,
  }
}

function words({ label, done, total, unit, rowsPerSecond, etaSeconds }: Progress): string {
  const parts = [total === null || total === 0 ? quantity(done, unit) : `${number.format((100 * done) / total)} %`]
  if (rowsPerSecond !== null) parts.push(`${number.format(rowsPerSecond)} rows/s`)
  if (etaSeconds !== null) parts.push(`${number.format(etaSeconds)} s left`)
  return `${label}: ${parts.join(', ')}`
}

function quantity(amount: number, unit: Progress['unit']): string {
  return unit === 'bytes' ? bytes(amount) : `${number.format(amount)} ${unit}`
}
