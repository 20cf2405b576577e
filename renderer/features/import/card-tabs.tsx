import { Tabs } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { useCall } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { unmappedStages } from './attention-words.ts'
import { CheckTab } from './check-tab.tsx'
import { changeReading, type ChosenFile } from './chosen-files.ts'
import { ColumnsTab } from './columns-tab.tsx'
import { troubled } from './mapping-edits.ts'
import { MappingMenu } from './mapping-menu.tsx'
import { PreviewTable } from './preview-table.tsx'
import { RecordsTab } from './records-tab.tsx'
import { StagesTab } from './stages-tab.tsx'
import { wishesOf } from './use-preview.ts'
import './card-tabs.css'

interface CardTabsProps {
  preview: ImportPreview
  file: ChosenFile
  /** What is checked and imported, where that is more than what is looked at: the whole ZIP. */
  whole?: { preview: ImportPreview; file: ChosenFile }
  /** True while the preview of an edited mapping is on its way. */
  pending: boolean
}

/** Everything that can be looked at and changed before an import; nothing of it has to be. */
export function CardTabs({ preview, file, pending, whole = { preview, file } }: CardTabsProps) {
  const [tab, setTab] = useState(preview.format === null || file.format !== null ? 'columns' : 'preview')
  // While the preview of an edit is on its way, the next edit builds on it and not on what is still shown.
  const mapping = pending && file.mapping ? file.mapping : preview.mapping
  const hasStages = preview.stages.length > 0
  const survey = useCall('import.stages', wishesOf(file), { enabled: hasStages && preview.needs.every(({ key }) => key === 'dates'), keepPrevious: true })
  const stages = survey.data?.stages ?? preview.stages
  const unmapped = unmappedStages(stages).length
  const change = (next: ImportMapping) => changeReading(file, { mapping: next })
  const faults = troubled(preview).length
  return (
    <Tabs.Root className="tabs" value={mapping || tab === 'check' ? tab : 'preview'} onValueChange={setTab} aria-busy={pending}>
      <div className="tabs-head">
        <Tabs.List className="tab-list" aria-label={`How ${preview.fileName} is read`}>
          <Tab value="preview">Preview</Tab>
          {mapping && <Tab value="columns" count={faults} note={faults === 1 ? 'column with cells that cannot be read' : 'columns with cells that cannot be read'}>Columns</Tab>}
          {mapping && hasStages && <Tab value="stages" count={unmapped} note="words that are no stage yet">Stages</Tab>}
          {mapping && preview.keyed && <Tab value="records">Re-import</Tab>}
          {whole.preview.format !== null && <Tab value="check">{whole.preview.entries ? 'Check of the whole ZIP' : 'Check'}</Tab>}
        </Tabs.List>
        {mapping && <MappingMenu mapping={mapping} file={file} origin={preview.origin} />}
      </div>
      <Tabs.Content value="preview" className="tab-body" tabIndex={-1}><PreviewTable preview={preview} /></Tabs.Content>
      {mapping && (
        <>
          <Tabs.Content value="columns" className="tab-body" tabIndex={-1}><ColumnsTab preview={preview} settings={file.settings} mapping={mapping} onMapping={change} /></Tabs.Content>
          <Tabs.Content value="stages" className="tab-body" tabIndex={-1}>
            <StagesTab key={String(survey.data !== undefined)} stages={stages} whole={survey.data !== undefined} records={survey.data?.records ?? preview.rows.length} mapping={mapping} onMapping={change} fileName={preview.fileName} />
          </Tabs.Content>
          <Tabs.Content value="records" className="tab-body" tabIndex={-1}><RecordsTab preview={preview} mapping={mapping} onMapping={change} /></Tabs.Content>
        </>
      )}
      <Tabs.Content value="check" className="tab-body" tabIndex={-1}><CheckTab preview={whole.preview} file={whole.file} /></Tabs.Content>
    </Tabs.Root>
  )
}

function Tab({ value, count = 0, note, children }: { value: string; count?: number; note?: string; children: ReactNode }) {
  return (
    <Tabs.Trigger className="tab" value={value}>
      {children}
      {count > 0 && <span className="tab-count numeric" title={`${formatInteger(count)} ${note ?? ''}`}>{formatInteger(count)}<span className="unseen"> {note}</span></span>}
    </Tabs.Trigger>
  )
}
