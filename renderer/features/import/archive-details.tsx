import { useState } from 'react'
import type { ArchiveEntry, ImportPreview } from '../../../shared/contract-import.ts'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ArchiveEntries } from './archive-entries.tsx'
import { CardTabs } from './card-tabs.tsx'
import { changeReading, type ChosenFile, isChangedByHand, memberOf } from './chosen-files.ts'
import { FormatChoice } from './format-choice.tsx'
import { usePreview } from './use-preview.ts'
import { Button } from '../../ui/button.tsx'

interface ArchiveDetailsProps {
  preview: ImportPreview
  file: ChosenFile
  entries: readonly ArchiveEntry[]
}

/** The files of a ZIP, and one of them to be looked at and mapped as a file that came by itself. */
export function ArchiveDetails({ preview, file, entries }: ArchiveDetailsProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const member = entries.some((entry) => entry.member === chosen) ? chosen : (entries.find((entry) => entry.member !== null)?.member ?? null)
  return (
    <>
      <ArchiveEntries entries={entries} file={file} member={member} onMember={setChosen} />
      {member === null ? <CardTabs preview={preview} file={file} pending={false} /> : <Member key={member} preview={preview} file={file} member={member} />}
    </>
  )
}

function Member({ preview: whole, file, member }: { preview: ImportPreview; file: ChosenFile; member: string }) {
  const view = memberOf(file, member)
  const { data: preview, error, isPlaceholderData, refetch } = usePreview(view)
  if (error) {
    return (
      <>
        <Trouble error={error} onRetry={() => void refetch()} />
        {isChangedByHand(view) && <div><Button onClick={() => changeReading(view, { format: null, mapping: null })}>Back to what was recognised</Button></div>}
      </>
    )
  }
  if (!preview) return <Skeleton height={320} />
  return (
    <>
      {(preview.format === null || view.format !== null) && <FormatChoice preview={preview} file={view} />}
      <CardTabs preview={preview} file={view} pending={isPlaceholderData} whole={{ preview: whole, file }} />
    </>
  )
}
