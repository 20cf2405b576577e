import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useId, useState } from 'react'
import { useConnection } from '../lib/engine.ts'
import { say } from '../lib/notices.ts'
import type { KeySafe } from '../lib/host.ts'
import { Button } from './button.tsx'
import './plan-card.css'

/** Keys for the system's key store, where the host has one; elsewhere they come from the environment and nothing is shown. */
export function KeyFields({ names }: { names: readonly string[] }) {
  const { keys } = useConnection().host
  return keys === null || names.length === 0 ? null : <StoredKeys safe={keys} names={names} />
}

const keysQuery = ['host.keys'] as const

function StoredKeys({ safe, names }: { safe: KeySafe; names: readonly string[] }) {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: keysQuery, queryFn: () => safe.state() })
  if (!data) return null
  if (!data.available) return <p className="soft">This system has no key store. Set {names.join(', ')} in the environment before starting.</p>
  const change = async (name: string, key: string | null) => {
    try {
      queries.setQueryData(keysQuery, await safe.set(name, key))
      // What providers and plans say of keys.
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keysQuery[0] })
      say(key === null ? `${name} was removed` : `${name} is in the key store of this system`)
    } catch (thrown) {
      // Electron puts words of its own before those of the main process.
      say(thrown instanceof Error ? thrown.message.replace(/^.*Error: /s, '') : String(thrown), 'error')
    }
  }
  return (
    <details className="key-fields">
      <summary><KeyRound size={14} aria-hidden /> Keys</summary>
      {names.map((name) => <KeyField key={name} name={name} stored={data.stored.includes(name)} onChange={(key) => void change(name, key)} />)}
    </details>
  )
}

function KeyField({ name, stored, onChange }: { name: string; stored: boolean; onChange: (key: string | null) => void }) {
  const id = useId()
  const [key, setKey] = useState('')
  const save = () => {
    onChange(key.trim())
    setKey('')
  }
  return (
    <form className="key-field" onSubmit={(event) => {
      event.preventDefault()
      save()
    }}>
      <label className="field-label" htmlFor={id}>{name}</label>
      <input id={id} className="input" type="password" autoComplete="off" spellCheck={false} placeholder={stored ? 'stored' : 'none'} value={key} onChange={({ target }) => setKey(target.value)} />
      <Button type="submit" disabled={key.trim() === ''}>Save</Button>
      {stored && <Button tone="quiet" aria-label={`Remove ${name}`} onClick={() => onChange(null)}>Remove</Button>}
    </form>
  )
}
