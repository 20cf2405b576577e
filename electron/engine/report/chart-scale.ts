import type { Chart } from './model.ts'

/** Round steps from 0 to just above the greatest value; at most six. */
export function scaleOf(chart: Chart): { top: number; ticks: number[] } {
  const values = chart.kind === 'counts'
    ? chart.categories.map((_, index) => chart.series.reduce((sum, { points }) => sum + (points[index]?.value.value ?? 0), 0))
    : chart.series.flatMap(({ points }) => points.flatMap(({ value, high }) => [high?.value ?? 0, value.value ?? 0]))
  const greatest = chart.kind === 'shares' ? 1 : Math.max(0, ...values, chart.reference?.value ?? 0) || 1
  const rough = greatest / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough
  const whole = chart.format === 'count' ? Math.max(1, Math.ceil(step)) : step
  const count = Math.ceil(greatest / whole - 1e-9)
  return { top: count * whole, ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * whole).toPrecision(12))) }
}
