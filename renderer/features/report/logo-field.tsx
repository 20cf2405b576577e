import { useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { chooseSettings, useReportChoice } from './report-settings.ts'

const largest = 1_400_000

/** A picture for the head of the report; it becomes part of every file. */
export function LogoField() {
  const logo = useReportChoice(({ settings }) => settings.logo)
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    const isMeant = (file.type === 'image/png' || file.type === 'image/jpeg') && file.size <= largest
    setProblem(isMeant ? null : 'A logo is a PNG or JPEG picture of at most 1.4 MB.')
    if (isMeant) chooseSettings({ logo: await dataUrl(file) })
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>Logo</label>
      <div className="report-logo">
        {logo !== null && <img src={logo} alt="Logo of the report" />}
        <input id={id} type="file" accept="image/png,image/jpeg" onChange={({ target }) => void read(target.files?.[0])} />
        {logo !== null && <Button onClick={() => chooseSettings({ logo: null })}>Without logo</Button>}
      </div>
      {problem !== null && <p className="setting-problem" role="alert">{problem}</p>}
    </div>
  )
}

const dataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.onerror = () => reject(reader.error ?? new Error('The picture cannot be read.'))
    reader.readAsDataURL(file)
  })
