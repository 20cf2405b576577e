import { Download } from 'lucide-react'
import { type ReportFormat, reportFormats } from '../../../shared/contract-report.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import { personalWords } from '../../../shared/personal-labels.ts'
import { useCommand, useConnection } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say } from '../../lib/notices.ts'
import { cancel, isCancellation } from '../../lib/running.ts'
import { Button } from '../../ui/button.tsx'
import { choose, useReportChoice } from './report-settings.ts'

const labels: Record<ReportFormat, string> = { html: 'HTML', pdf: 'PDF', pptx: 'PowerPoint', xlsx: 'Excel' }

interface Props {
  request: Input<'report.preview'>
  preview: Output<'report.preview'> | undefined
}

/** What personal data the files would hold, then the files. */
export function WriteFiles({ request, preview }: Props) {
  const { host } = useConnection()
  const formats = useReportChoice((choice) => choice.formats)
  const variant = useReportChoice((choice) => choice.variant)
  const command = useCommand('report.write')
  const write = async () => {
    const files: { format: ReportFormat; path?: string }[] = []
    for (const format of formats) {
      const path = host.dialogs ? await host.dialogs.saveExport(`report.${format}`) : undefined
      if (path === null) return
      files.push({ format, ...(path === undefined ? {} : { path }) })
    }
    const made = await command.mutateAsync({ ...request, files, jobId: 'report' })
    for (const { download } of made.files) if (download !== null) await host.download(download)
    say(`Wrote ${countOf(made.files.length, 'file')}`)
  }
  const toggle = (format: ReportFormat, isOn: boolean) => choose({ formats: reportFormats.filter((each) => (each === format ? isOn : formats.includes(each))) })
  return (
    <section className="report-write" aria-label="Files">
      <fieldset className="report-formats">
        <legend className="field-label">Files</legend>
        {reportFormats.map((format) => <label key={format}><input type="checkbox" checked={formats.includes(format)} onChange={({ target }) => toggle(format, target.checked)} /> {labels[format]}</label>)}
      </fieldset>
      {preview && (
        <p className="report-holds" role="status">
          Personal data: {personalWords(preview.personal, formatInteger)} in {countOf(preview.rows, 'row')} of target lists{variant === 'pseudonymised' && preview.rows > 0 ? ', written as pseudonyms' : ''}.
          {preview.withheld > 0 && ` ${countOf(preview.withheld, 'row is', 'rows are')} held back: these people are in the user database.`} The log keeps what was written.
        </p>
      )}
      {command.error && !isCancellation(command.error) && <p className="setting-problem" role="alert">{errorWords(command.error).message}</p>}
      <div className="report-actions">
        <Button tone="primary" disabled={!preview || formats.length === 0 || command.isPending} onClick={() => void write().catch(() => undefined)}><Download size={14} aria-hidden /> {command.isPending ? 'Writing …' : 'Write files'}</Button>
        {command.isPending && <Button onClick={() => cancel('report')}>Cancel</Button>}
      </div>
    </section>
  )
}
