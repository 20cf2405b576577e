import { FileSpreadsheet } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { useCommand, useConnection } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { SheetForm } from './sheet-form.tsx'

type Asked = Pick<Input<'review.export'>, 'filter' | 'search' | 'sort' | 'asOf' | 'policy'>

interface SheetButtonProps {
  /** What the queue shows. */
  shown: Asked
  dataset: Input<'review.export'>['dataset']
  queue: string
  onApplied: () => Promise<unknown>
}

/** Review away from the app: a sheet goes to a colleague and comes back. */
export function SheetButton({ shown, dataset, queue, onApplied }: SheetButtonProps) {
  const { host } = useConnection()
  const command = useCommand('review.export')
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<{ path: string; name: string } | null>(null)

  const write = async (fileType: 'csv' | 'xlsx') => {
    const suggested = `review-${queue}.${fileType}`
    const path = host.dialogs ? await host.dialogs.saveExport(suggested) : undefined
    if (path === null) return
    const { rows, download } = await command.mutateAsync({ ...shown, dataset, queue, fileType, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`${countOf(rows, 'item')} written. Whoever fills in “Your answer” sends the file back; apply it here.`)
  }
  const choose = async (chosen: File) => setFile({ path: await host.pathOf(chosen), name: chosen.name })
  return (
    <>
      <Menu label={<><FileSpreadsheet size={14} aria-hidden /> Sheet</>} disabled={command.isPending}>
        <MenuItem onSelect={() => void write('xlsx').catch(sayError)}>Write what is shown for a colleague (Excel)</MenuItem>
        <MenuItem onSelect={() => void write('csv').catch(sayError)}>Write what is shown for a colleague (CSV)</MenuItem>
        <MenuItem onSelect={() => input.current?.click()}>Apply a filled sheet…</MenuItem>
      </Menu>
      <input
        ref={input} className="unseen" type="file" accept=".csv,.xlsx" aria-label="Filled sheet" tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          if (chosen) choose(chosen).catch(sayError)
          target.value = ''
        }}
      />
      <Dialog open={file !== null} onClose={() => setFile(null)} title="Apply a filled sheet" wide>
        {file && <SheetForm key={file.path} file={file} onApplied={onApplied} onClose={() => setFile(null)} />}
      </Dialog>
    </>
  )
}
