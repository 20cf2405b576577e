import type { ResolutionSettings } from '../../../../shared/contract-resolution.ts'
import { sayError } from '../../../lib/notices.ts'
import { useFindingCommand } from './use-finding.ts'

const switches = [
  { name: 'rollUpSubsidiaries', label: 'Subsidiaries count for their parent', note: 'Off: a company linked as a subsidiary stands for itself. Renamed and acquired companies always count.' },
  { name: 'education', label: 'Schools count as employers', note: 'Off: a university’s address or name says where somebody studies, not who employs them.' },
] as const

export function Switches({ settings }: { settings: ResolutionSettings }) {
  const change = useFindingCommand('resolution.change')
  return (
    <section className="finding-section finding-switches" aria-label="Settings">
      {switches.map(({ name, label, note }) => {
        const isOn = change.isPending && change.variables[name] !== undefined ? change.variables[name] : settings[name]
        return (
          <label key={name} className="switch-row">
            <input className="switch" type="checkbox" role="switch" checked={isOn} onChange={({ target }) => change.mutate({ [name]: target.checked }, { onError: sayError })} />
            <span><span className="switch-label">{label}</span><span className="faint">{note}</span></span>
          </label>
        )
      })}
    </section>
  )
}
