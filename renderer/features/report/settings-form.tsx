import { useId } from 'react'
import { reportLanguages, reportSections, type ReportSection, type ReportVariant, reportVariants } from '../../../shared/contract-report.ts'
import { type Audience, audiences } from '../../../shared/contract-hand-over.ts'
import { LogoField } from './logo-field.tsx'
import { choose, chooseSettings, useReportChoice } from './report-settings.ts'

const sectionLabels: Record<ReportSection, string> = {
  findings: 'Findings', funnel: 'Activity by stage', bands: 'How strong the activity is', hidden: 'Missing from the CRM', 'before-entry': 'Before an account moves on', corrected: 'Without false positives', data: 'Data and caveats', lists: 'Target lists', method: 'Method', appendix: 'Appendix',
}
const variantLabels: Record<ReportVariant, string> = { full: 'With names', pseudonymised: 'Pseudonyms instead of people', redacted: 'Figures only, no names' }
const audienceLabels: Record<Audience, string> = { analysis: 'Analysis', marketing: 'Marketing', sales: 'Sales' }
const languageLabels = { en: 'English', de: 'German' } as const

/** What the report says, to whom, and how it looks. */
export function SettingsForm({ names }: { names: readonly string[] }) {
  const { settings, variant, audience } = useReportChoice()
  const id = useId()
  const toggle = (section: ReportSection, isOn: boolean) => {
    const next = reportSections.filter((each) => (each === section ? isOn : settings.sections.includes(each)))
    if (next.length > 0) chooseSettings({ sections: next })
  }
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-title`}>Title</label>
        <input id={`${id}-title`} className="input" maxLength={200} placeholder="Developer activity and the funnel of …" value={settings.title ?? ''} onChange={({ target }) => chooseSettings({ title: target.value.trim() === '' ? null : target.value })} />
      </div>
      <div className="report-pair">
        <Choice id={`${id}-language`} label="Language" value={settings.language} options={reportLanguages} labels={languageLabels} onChange={(language) => chooseSettings({ language })} />
        <div className="field">
          <label className="field-label" htmlFor={`${id}-accent`}>Colour</label>
          <input id={`${id}-accent`} className="input report-colour" type="color" value={settings.accent} onChange={({ target }) => chooseSettings({ accent: target.value })} />
        </div>
      </div>
      <LogoField />
      <div className="report-pair">
        <Choice id={`${id}-audience`} label="For" value={audience} options={audiences} labels={audienceLabels} onChange={(chosen) => choose({ audience: chosen })} />
        <Choice id={`${id}-variant`} label="Names" value={variant} options={reportVariants} labels={variantLabels} onChange={(chosen) => choose({ variant: chosen })} />
      </div>
      <fieldset className="report-sections">
        <legend className="field-label">Sections</legend>
        {reportSections.map((section) => (
          <label key={section}><input type="checkbox" checked={settings.sections.includes(section)} onChange={({ target }) => toggle(section, target.checked)} /> {sectionLabels[section]}</label>
        ))}
      </fieldset>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-rows`}>Rows of each target list</label>
        <input id={`${id}-rows`} className="input" type="number" min={1} max={10000} value={settings.listRows} onChange={({ target }) => chooseSettings({ listRows: Math.min(10_000, Math.max(1, Math.floor(Number(target.value)) || 1)) })} />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-text`}>Own words at the beginning</label>
        <textarea id={`${id}-text`} className="input" rows={5} aria-describedby={`${id}-note`} value={settings.text} onChange={({ target }) => chooseSettings({ text: target.value })} />
        <p id={`${id}-note`} className="field-note">Numbers come from the analysis: name them in braces, as {'{hidden.share}'}. The appendix lists all {names.length > 0 ? names.length : ''} names.</p>
      </div>
    </>
  )
}

interface ChoiceProps<T extends string> {
  id: string
  label: string
  value: T
  options: readonly T[]
  labels: Record<T, string>
  onChange: (value: T) => void
}

function Choice<T extends string>({ id, label, value, options, labels, onChange }: ChoiceProps<T>) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(options.find((each) => each === target.value) ?? value)}>
        {options.map((each) => <option key={each} value={each}>{labels[each]}</option>)}
      </select>
    </div>
  )
}
