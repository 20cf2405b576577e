import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { errorWords } from '../lib/error-words.ts'
import { Button } from './button.tsx'
import './page.css'

interface PageProps {
  title: string
  lead?: ReactNode
  tools?: ReactNode
  /** Pages of cards scroll as a whole; pages with a grid leave scrolling to the grid. */
  scroll?: boolean
  children: ReactNode
}

export function Page({ title, lead, tools, scroll = false, children }: PageProps) {
  return (
    <div className={`page ${scroll ? 'page-scroll' : ''}`}>
      <div className="page-head">
        <div className="page-head-text">
          <h1>{title}</h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {tools && <div className="page-tools">{tools}</div>}
      </div>
      {children}
    </div>
  )
}

interface EmptyProps {
  icon: ReactNode
  text: string
  children: ReactNode
}

/** An empty page: one sentence, one button. */
export function Empty({ icon, text, children }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <p>{text}</p>
      {children}
    </div>
  )
}

/** A failed call in plain words, with what to do about it; `children`: other ways out. */
export function Trouble({ error, onRetry, children }: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const { title, message, remedy } = errorWords(error)
  return (
    <div className="trouble" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <h3>{title}</h3>
        <p>{message} {remedy}</p>
      </div>
      {children}
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  )
}
