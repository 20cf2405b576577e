import { create } from 'zustand'
import { reportSettings, type ReportFormat, type ReportSettings, type ReportVariant } from '../../../shared/contract-report.ts'
import type { Audience } from '../../../shared/contract-hand-over.ts'

interface ReportChoice {
  settings: ReportSettings
  variant: ReportVariant
  audience: Audience
  formats: readonly ReportFormat[]
}

/** What is chosen on the page; kept while other pages are open. */
export const useReportChoice = create<ReportChoice>(() => ({ settings: reportSettings.parse({}), variant: 'full', audience: 'analysis', formats: ['html', 'pdf'] }))

export const choose = (choice: Partial<ReportChoice>) => useReportChoice.setState(choice)
export const chooseSettings = (change: Partial<ReportSettings>) => useReportChoice.setState(({ settings }) => ({ settings: { ...settings, ...change } }))
