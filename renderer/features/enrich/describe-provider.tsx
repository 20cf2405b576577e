import { FileJson } from 'lucide-react'
import { useRef } from 'react'
import { useAction } from '../../lib/actions.ts'
import { useConnection } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { addDescribed, nameOf } from './described-providers.ts'

/** Adds any JSON service by a small file. The engine checks it before it is kept. */
export function DescribeProvider({ onAdded }: { onAdded: (name: string) => void }) {
  const { client } = useConnection()
  const input = useRef<HTMLInputElement>(null)
  const add = async (file: File) => {
    const text = await file.text()
    await client.call('enrich.providers', { described: [text] })
    const name = nameOf(text)
    if (name === null) return
    addDescribed(text)
    onAdded(name)
    say(`${name} can be asked from now on`)
  }
  const choose = () => input.current?.click()
  useAction({ id: 'describe-provider', label: 'Add a provider from a file', group: 'This page', keywords: 'enrich describe json', run: choose })
  return (
    <div className="describe-provider">
      <Button onClick={choose}><FileJson size={14} aria-hidden /> Add a provider from a file…</Button>
      <span className="field-note">Any service that answers in JSON: its address, key name and field paths in one small file.</span>
      <input
        ref={input} className="unseen" type="file" accept=".json,application/json" aria-label="File that describes a provider" tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void add(file).catch(sayError)
          target.value = ''
        }}
      />
    </div>
  )
}
