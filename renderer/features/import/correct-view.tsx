import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, Download } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { useAction } from '../../lib/actions.ts'
import { refreshDerived } from '../../lib/derived.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CorrectTable } from './correct-table.tsx'
import { type Edits, editedRows, withCell } from './reject-edits.ts'
import './correct-view.css'

const pageSize = 100

/** The rejects of one import, their cells open to be corrected, judged anew and brought in. */
export function CorrectView() {
  const route = useRoute()
  const importId = Number(route.where.find(({ column }) => column === 'import_id')?.values[0] ?? 0)
  const { client } = useConnection()
  const queries = useQueryClient()
  const [offset, setOffset] = useState(0)
  const [edits, setEdits] = useState<Edits>(new Map())
  const [judged, setJudged] = useState<Output<'reject.fix'>['judged']>([])
  const { data, error, refetch } = useCall('reject.rows', { importId, offset, limit: pageSize }, { keepPrevious: true })
  const fix = useCommand('reject.fix')
  const rows = editedRows(data?.rejects ?? [], edits)
  const changed = rows.filter(({ row }) => edits.has(row))

  const send = (bring: boolean) => {
    if (changed.length === 0 || fix.isPending) return
    fix.mutate({ importId, rows: changed, bring }, {
      onError: sayError,
      onSuccess: ({ judged: verdicts, import: record }) => {
        setJudged(verdicts)
        if (!record) return
        say(`${countOf(record.rows.taken, 'corrected record')} came in as import ${record.importId}`)
        const good = new Set(verdicts.filter(({ reason }) => reason === null).map(({ row }) => row))
        setEdits((before) => new Map([...before].filter(([row]) => !good.has(row))))
        void queries.invalidateQueries({ queryKey: ['reject.rows'] })
        void refreshDerived(client)
      },
    })
  }
  useAction({ id: 'judge-rejects', label: 'Check the corrections', group: 'This page', run: () => send(false) }, changed.length > 0)
  useAction({ id: 'bring-rejects', label: 'Import the corrected records', group: 'This page', shortcut: 'mod+Enter', run: () => send(true) }, changed.length > 0)

  return (
    <Page
      title="Correct rejects" lead={data ? `${countOf(data.total, 'record')} of ${data.fileName} ${data.total === 1 ? 'is' : 'are'} open. Change the cells, check, and bring in what is right now.` : undefined}
      tools={<>
        <a className="button" href={linkTo(route, { page: 'import', view: null, where: [], search: '', sort: [], columns: [] })}><ArrowLeft size={14} aria-hidden /> Back to the files</a>
        <ExportRejects importId={importId} />
      </>}
    >
      {error && <div className="correct-trouble"><Trouble error={error} onRetry={() => void refetch()} /></div>}
      {!data && !error && <div className="correct-trouble"><Skeleton height={240} /></div>}
      {data && data.total === 0 && <p className="correct-trouble soft">No reject of this import is open.</p>}
      {data && data.total > 0 && (
        <>
          <CorrectTable headers={data.headers} rejects={data.rejects} edits={edits} judged={judged} onCell={(row, column, text) => setEdits((before) => withCell(before, { data: data.rejects, row, column, text }))} />
          <div className="correct-foot">
            <span className="soft numeric" role="status">{changed.length === 0 ? 'Nothing changed yet' : `${countOf(changed.length, 'record')} changed${judged.length > 0 ? `, ${formatInteger(judged.filter(({ reason }) => reason === null).length)} of ${formatInteger(judged.length)} checked can come in` : ''}`}</span>
            {data.total > pageSize && (
              <span className="correct-pages">
                <Button tone="quiet" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageSize))}>Previous</Button>
                <span className="soft numeric">{formatInteger(offset + 1)}–{formatInteger(Math.min(data.total, offset + pageSize))} of {formatInteger(data.total)}</span>
                <Button tone="quiet" disabled={offset + pageSize >= data.total} onClick={() => setOffset(offset + pageSize)}>Next</Button>
              </span>
            )}
            <Button disabled={changed.length === 0 || fix.isPending} onClick={() => send(false)}>Check again</Button>
            <Button tone="primary" disabled={changed.length === 0 || fix.isPending} onClick={() => send(true)}>Import corrected</Button>
          </div>
        </>
      )}
    </Page>
  )
}

function ExportRejects({ importId }: { importId: number }) {
  const { host } = useConnection()
  const command = useCommand('reject.export')
  const save = async () => {
    const path = host.dialogs ? await host.dialogs.saveExport(`rejects-of-import-${importId}.csv`) : undefined
    if (path === null) return
    const { rows, download } = await command.mutateAsync({ importId, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`Exported ${countOf(rows, 'reject')}; correct them there and drop the file here again`)
  }
  return <Button disabled={command.isPending} onClick={() => void save().catch(sayError)}><Download size={14} aria-hidden /> Export to correct</Button>
}
