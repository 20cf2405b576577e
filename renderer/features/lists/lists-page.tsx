import { ListOrdered } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCall } from '../../lib/engine.ts'
import { useSegment } from '../../lib/segment.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import { Empty, Page } from '../../ui/page.tsx'
import { ChangesView } from './changes-view.tsx'
import { ExportButton } from './export-dialog.tsx'
import { FreezeButton } from './freeze-dialog.tsx'
import { ListSections } from './list-sections.tsx'
import { ListView } from './list-view.tsx'
import './lists.css'
import { SnapshotPicker } from './snapshot-picker.tsx'
import { listOf, listWords } from './words.ts'
import { WriteBackButton } from './write-back-dialog.tsx'

/** Whom to work on, in order, each with the reason; kept, compared and written for others. The children stand beside it. */
export function ListsPage({ children }: { children: ReactNode }) {
  const { counts } = useWorkspace()
  const { view, search: since } = useRoute()
  const list = listOf(view)
  const segment = useSegment()
  const isFilled = counts.imports > 0
  const { data, error, refetch } = useCall('targetLists.read', { list, ...segment, limit: 500 }, { enabled: isFilled, keepPrevious: true })
  if (!isFilled) {
    return (
      <Page title="Lists">
        <Empty icon={<ListOrdered size={32} aria-hidden />} text="Lists of whom to work on fill once accounts and signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  const read = data?.list === list ? data : undefined
  return (
    <Page
      title="Lists" scroll lead={read && (read.found === 0 ? listWords[list].empty : listWords[list].answer(read.found))}
      tools={<><FreezeButton made={{ list, ...segment }} /><ExportButton selected={{ list, ...segment }} /><WriteBackButton /></>}
    >
      <div className="handover-lists">
        <div className="handover-bar"><ListSections list={list} /><SnapshotPicker list={list} since={since} /></div>
        {since === '' ? <ListView list={list} read={read} error={error} onRetry={() => void refetch()} /> : <ChangesView list={list} since={since} />}
      </div>
      {children}
    </Page>
  )
}
