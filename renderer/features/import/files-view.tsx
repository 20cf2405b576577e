import { FileInput, FilePlus2 } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useAction } from '../../lib/actions.ts'
import { useConnection } from '../../lib/engine.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { AskTargets } from '../../ui/ask-targets/ask-targets.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { clearFinished, useChosenFiles } from './chosen-files.ts'
import { FileCard } from './file-card.tsx'
import { chooseFiles, importAll } from './import-files.ts'
import { ImportList } from './import-list.tsx'
import { SourcesLink } from './sources-link.tsx'
import { useImportable } from './use-preview.ts'
import './files-view.css'

export function FilesView() {
  const { client, host } = useConnection()
  const { counts } = useWorkspace()
  const files = useChosenFiles((state) => state.files)
  const input = useRef<HTMLInputElement>(null)
  const over = useFileDrop((dropped) => void chooseFiles(host, dropped))
  const ready = useImportable(files)
  const finished = files.some(({ state }) => state.kind === 'done')
  const choose = () => input.current?.click()
  const all = () => void importAll(client, ready.map(({ id }) => id))
  useAction({ id: 'choose-files', label: 'Choose files to import', group: 'This page', shortcut: 'i', keywords: 'add open upload', run: choose })
  useAction({ id: 'import-all', label: 'Import all files that are ready', group: 'This page', run: all }, ready.length > 0)

  return (
    <Page
      title="Import" scroll lead="CRM exports and developer signals, recognised by their content. Bad records are set aside with the reason, and every import can be undone."
      tools={<>
        {counts.imports > 0 && <SourcesLink />}
        {finished && <Button tone="quiet" onClick={clearFinished}>Clear finished</Button>}
        {ready.length > 1 && <Button tone="primary" onClick={all}>Import all {ready.length}</Button>}
      </>}
    >
      <div className="import">
        <div className={`drop ${over ? 'drop-over' : ''} ${counts.imports === 0 && files.length === 0 ? 'drop-tall' : ''}`}>
          <FileInput size={26} aria-hidden />
          <p>Drop files here, as CSV, Excel, JSON or ZIP: exports of your CRM, stars, forks and commits, product and docs events. What is not recognised you map by hand.</p>
          <Button tone={counts.imports === 0 && files.length === 0 ? 'primary' : 'plain'} onClick={choose}><FilePlus2 size={14} aria-hidden /> Choose files</Button>
          <input
            ref={input} className="unseen" type="file" multiple aria-label="Files to import" tabIndex={-1}
            onChange={({ target }) => {
              void chooseFiles(host, [...(target.files ?? [])])
              target.value = ''
            }}
          />
        </div>
        {files.map((file) => <FileCard key={file.id} file={file} />)}
        <AskTargets />
        {counts.imports > 0 && <ImportList />}
      </div>
    </Page>
  )
}

/** Files dropped anywhere on the page; true while some hover over it. */
function useFileDrop(onDrop: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const hover = (event: DragEvent) => setOver(event.dataTransfer?.types.includes('Files') ?? false)
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const take = (event: DragEvent) => {
      setOver(false)
      drop([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragenter', hover)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', take)
    return () => {
      document.removeEventListener('dragenter', hover)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', take)
    }
  }, [])
  return over
}
