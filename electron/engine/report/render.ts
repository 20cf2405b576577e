import type { ReportFormat } from '../../../shared/contract-report.ts'
import { reportHtml } from './html.ts'
import type { ReportModel } from './model.ts'

/** The bytes of a report in each format. The libraries are large, and are loaded with the first file that needs them. */
export const renderers: Record<ReportFormat, (model: ReportModel) => Promise<Uint8Array>> = {
  html: (model) => Promise.resolve(new TextEncoder().encode(reportHtml(model))),
  pdf: async (model) => (await import('./pdf.ts')).reportPdf(model),
  pptx: async (model) => (await import('./pptx.ts')).reportPptx(model),
  xlsx: async (model) => (await import('./xlsx.ts')).reportXlsx(model),
}
