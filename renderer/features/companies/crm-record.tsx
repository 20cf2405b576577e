import { textOf } from '../../lib/arrow.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const fields = [
  ['record_id', 'Record'], ['name', 'Name'], ['domain', 'Domain'], ['further_domains', 'Further domains'], ['aliases', 'Aliases'], ['stage_raw', 'Stage in the CRM'],
  ['owner', 'Owner'], ['industry', 'Industry'], ['employees', 'Employees'], ['country', 'Country'], ['created_at', 'Created'],
] as const

/** The account as the CRM has it, with the file and record it came from. */
export function CrmRecord({ recordId }: { recordId: string }) {
  const parameters = useRunParameters()
  const { data, error } = useFirstRows({ dataset: 'accounts', filter: [{ column: 'record_id', operator: 'equals', values: [recordId] }], ...parameters }, 1)
  const row = data?.rows[0]
  return (
    <DrawerSection title="CRM record">
      {error && <Trouble error={error} />}
      {!data && !error && <Skeleton height={120} />}
      {row && (
        <dl className="facts">
          {fields.map(([column, label]) => {
            const value = textOf(row, column)
            if (value === null || value === '') return null
            const shown = column === 'created_at' ? formatDay(value) : column === 'employees' ? formatInteger(Number(value)) : value
            return <div key={column} style={{ display: 'contents' }}><dt>{label}</dt><dd>{shown}</dd></div>
          })}
          <dt>Stage evidence</dt>
          <dd>
            {textOf(row, 'stage_evidence')?.split(' · ').map((line) => <div key={line}>{line}</div>)}
            {row['stage_conflict'] === true && <span className="chip chip-warn">they disagree; the furthest counts</span>}
          </dd>
          <dt>From</dt>
          <dd>{textOf(row, 'file_name')}, record {textOf(row, 'source_row')}</dd>
        </dl>
      )}
    </DrawerSection>
  )
}
