import { ArrowLeft, Link, Printer } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { say, sayError } from '../../lib/notices.ts'
import { useAction } from '../../lib/actions.ts'
import { Button } from '../button.tsx'
import { Page } from '../page.tsx'
import './story.css'

interface StoryPageProps {
  title: string
  headline: string
  /** Instant and policy in words. */
  standing: string
  back: { href: string; label: string }
  children: ReactNode
}

/** One account or person told from top to bottom, on screen and on paper. */
export function StoryPage({ title, headline, standing, back, children }: StoryPageProps) {
  useAction({ id: 'print', label: 'Print this page', group: 'This page', keywords: 'paper pdf', run: () => window.print() })
  // The name of a file printed to.
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Bandstand`
    return () => {
      document.title = before
    }
  }, [title])
  return (
    <Page
      title={title} scroll
      lead={<><span data-testid="headline">{headline}</span><br /><span className="faint">{standing}</span></>}
      tools={
        <>
          <a className="button" href={back.href}><ArrowLeft size={14} aria-hidden /> {back.label}</a>
          <Button onClick={copyLink}><Link size={14} aria-hidden /> Copy link</Button>
          <Button onClick={() => window.print()}><Printer size={14} aria-hidden /> Print</Button>
        </>
      }
    >
      <style>{`@page { @top-left { content: ${cssText(`${title}, ${standing}`)}; font-size: 8pt; color: #616c7f; } }`}</style>
      <div className="story">{children}</div>
    </Page>
  )
}

const copyLink = () => void navigator.clipboard.writeText(window.location.href).then(() => say('Link copied'), sayError)

/** A text as CSS writes it: names come from files and may hold anything. */
const cssText = (text: string): string => `"${text.replace(/[^\p{L}\p{N} ,.]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? '20'} `)}"`

interface StorySectionProps {
  title: string
  note?: ReactNode
  children: ReactNode
}

export function StorySection({ title, note, children }: StorySectionProps) {
  return (
    <section className="story-part" aria-label={title}>
      <h2>{title}{note !== undefined && <span className="numeric">{note}</span>}</h2>
      {children}
    </section>
  )
}
