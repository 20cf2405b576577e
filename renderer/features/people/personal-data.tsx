import { Download, Eraser } from 'lucide-react'
import { useState } from 'react'
import type { HeldAbout } from '../../../shared/contract-erasure.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { forgetPlace } from '../../lib/last-place.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const fileName = 'subject-access.json'

/** What the workspace holds about somebody: to be looked at, written to a file, or erased. */
export function PersonalData({ personKey, title, onErased }: { personKey: string; title: string; onErased: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [asks, setAsks] = useState(false)
  const { path } = useWorkspace()
  const held = useCall('erasure.preview', { people: [personKey] }, { enabled: isOpen || asks })
  const erase = useCommand('erasure.erase', {
    onSuccess: () => {
      forgetPlace(path)
      say('Erased. No file brings them back.')
      onErased()
    },
  })
  const write = useAccessFile(personKey)
  useAction({ id: 'held-about', label: 'What is held about this person', group: 'This page', keywords: 'privacy subject access personal data', run: () => setOpen(true) })
  useAction({ id: 'erase-person', label: 'Erase this person', group: 'This page', keywords: 'privacy delete forget personal data', run: () => setAsks(true) })
  return (
    <DrawerSection title="Personal data">
      <div style={{ display: 'flex', gap: 8 }}>
        <Button onClick={() => setOpen(true)}>What is held…</Button>
        <Button onClick={() => setAsks(true)} disabled={erase.isPending}><Eraser size={14} aria-hidden /> {erase.isPending ? 'Erasing…' : 'Erase…'}</Button>
      </div>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={`What is held about ${title}`} text="Everything in this workspace that is about them, by table.">
        {held.error && <Trouble error={held.error} />}
        {held.isPending && <Skeleton height={160} />}
        {held.data && <Held held={held.data} />}
        <div className="dialog-foot">
          <Button onClick={() => setOpen(false)}>Close</Button>
          <Button tone="primary" onClick={write} disabled={!held.data?.found}><Download size={14} aria-hidden /> Write it all to a file</Button>
        </div>
      </Dialog>
      <Confirm
        open={asks && held.data !== undefined} onClose={() => setAsks(false)} title={`Erase ${title} for good?`} confirm="Erase for good"
        text={held.data ? erasureWords(held.data) : ''}
        onConfirm={() => erase.mutate({ people: [personKey] }, { onError: sayError })}
      />
    </DrawerSection>
  )
}

function useAccessFile(person: string): () => void {
  const { host } = useConnection()
  const command = useCommand('erasure.subjectAccess')
  const save = async () => {
    const path = host.dialogs ? await host.dialogs.saveExport(fileName) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ person, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`${countOf(rows, 'row')} written to ${download === null ? written : fileName}.`)
  }
  return () => void save().catch(sayError)
}

const rowsIn = (counts: readonly { rows: number }[]): number => counts.reduce((sum, { rows }) => sum + rows, 0)

function erasureWords({ tables, mentions, files, backups, exports }: HeldAbout): string {
  return [
    `${countOf(rowsIn(tables), 'row')} about them ${rowsIn(tables) === 1 ? 'goes' : 'go'}, and ${countOf(rowsIn(mentions), 'text')} about others ${rowsIn(mentions) === 1 ? 'loses' : 'lose'} their name.`,
    files.length > 0 ? `The copies of ${countOf(files.length, 'imported file')} are removed: ${files.map((file) => file.fileName).join(', ')}.` : '',
    backups.length > 0 ? `${countOf(backups.length, 'backup')} of earlier versions ${backups.length === 1 ? 'is' : 'are'} removed.` : '',
    exports.length > 0 ? `${countOf(exports.length, 'file')} handed over before may name them and ${exports.length === 1 ? 'stays' : 'stay'} where ${exports.length === 1 ? 'it is' : 'they are'}.` : '',
    'The workspace is written anew, and no file brings them back. There is no undo.',
  ].filter((sentence) => sentence !== '').join(' ')
}

function Held({ held: { identifiers, tables, mentions, files } }: { held: HeldAbout }) {
  const facts: [string, string][] = [
    ['Known by', identifiers.map(({ value }) => value).join(', ')],
    ...tables.map(({ table, rows }): [string, string] => [table, countOf(rows, 'row')]),
    ...mentions.map(({ table, column, rows }): [string, string] => [`Texts in ${table}.${column}`, countOf(rows, 'row')]),
    ['Copies of files', files.map(({ fileName: name }) => name).join(', ') || 'none'],
  ]
  return <dl className="facts">{facts.map(([label, value]) => <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}
