import { Download } from 'lucide-react'
import type { Input } from '../../../shared/contract.ts'
import { useAction } from '../../lib/actions.ts'
import { useCommand, useConnection } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Menu, MenuItem } from '../menu.tsx'

type FileType = 'csv' | 'parquet'

/** Writes exactly the rows and columns on screen. */
export function ExportMenu({ query }: { query: Input<'grid.open'> }) {
  const { host } = useConnection()
  const command = useCommand('grid.export')

  const save = async (fileType: FileType) => {
    const suggested = `${query.dataset}.${fileType}`
    const path = host.dialogs ? await host.dialogs.saveExport(suggested) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ ...query, fileType, jobId: crypto.randomUUID(), ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`Exported ${countOf(rows, 'row')} to ${download === null ? written : suggested}`)
  }
  const run = (fileType: FileType) => void save(fileType).catch(sayError)
  useAction({ id: 'export-csv', label: 'Export what is shown as CSV', group: 'This page', shortcut: 'e', keywords: 'download save', run: () => run('csv') })
  useAction({ id: 'export-parquet', label: 'Export what is shown as Parquet', group: 'This page', keywords: 'download save', run: () => run('parquet') })

  return (
    <Menu label={<><Download size={14} aria-hidden /> Export</>} disabled={command.isPending}>
      <MenuItem onSelect={() => run('csv')}>CSV</MenuItem>
      <MenuItem onSelect={() => run('parquet')}>Parquet</MenuItem>
    </Menu>
  )
}
