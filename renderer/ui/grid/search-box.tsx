import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '../../lib/actions.ts'
import { Keycaps } from '../keycaps.tsx'

const pause = 180

/** Quick search; takes effect when typing pauses. */
export function SearchBox({ value, label, onChange }: { value: string; label: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef(0)
  const [typed, setTyped] = useState<string | null>(null)
  useAction({ id: 'search', label: `${label}…`, group: 'This page', shortcut: '/', run: () => { input.current?.focus(); input.current?.select() } })

  // Whoever has left the page is not called back by what was typed there.
  useEffect(() => {
    const pending = timer
    return () => window.clearTimeout(pending.current)
  }, [])

  const settle = (text: string) => {
    window.clearTimeout(timer.current)
    setTyped(null)
    onChange(text)
  }
  return (
    <span className="search">
      <Search size={14} aria-hidden />
      <input
        ref={input} className="input" type="search" value={typed ?? value} placeholder={label} aria-label={label} spellCheck={false}
        onChange={({ target }) => {
          setTyped(target.value)
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(() => settle(target.value), pause)
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') settle(currentTarget.value)
          if (key === 'Escape') currentTarget.blur()
        }}
      />
      {!value && <Keycaps shortcut="/" />}
    </span>
  )
}
