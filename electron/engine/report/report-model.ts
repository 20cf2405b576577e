import { reportSections, type ReportRequest, type ReportSection } from '../../../shared/contract-report.ts'
import { AppError } from '../../../shared/errors.ts'
import { appendixSection, dataSection, methodSection } from './background-sections.ts'
import type { Facts } from './facts.ts'
import { bandsSection, correctedSection, entrySection, findingsSection, funnelSection, hiddenSection } from './figure-sections.ts'
import { fill } from './fill.ts'
import { listSection } from './list-section.ts'
import { type Block, plainText, type ReportModel } from './model.ts'
import { type Voice, voiceOf } from './voice.ts'

/** The whole report as data: the same facts and the same request make the same report. */
export function reportModel(facts: Facts, request: ReportRequest): ReportModel {
  const voice = voiceOf(facts, request)
  const isRedacted = request.variant === 'redacted'
  if (isRedacted) assertNameless(facts, request)
  const chosen = reportSections.filter((section) => request.sections.includes(section))
  return {
    language: request.language,
    title: request.title ?? plainText(voice.say(isRedacted ? 'title.redacted' : 'title')),
    subtitle: voice.say(isRedacted ? 'subtitle.redacted' : 'subtitle'),
    introduction: request.text.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean).map((paragraph) => fill(paragraph, voice.book)),
    accent: request.accent.toLowerCase(),
    logo: isRedacted ? null : request.logo,
    sections: chosen.map((id) => ({ id, title: voice.label(`section.${id}`), blocks: blocksOf(id, { facts, voice, request }) })),
    figures: [...voice.book.figures.values()],
  }
}

interface Parts {
  facts: Facts
  voice: Voice
  request: ReportRequest
}

function blocksOf(section: ReportSection, { facts, voice, request: { accent, variant } }: Parts): Block[] {
  switch (section) {
    case 'findings': return findingsSection(facts, voice)
    case 'funnel': return funnelSection(facts, voice, accent)
    case 'bands': return bandsSection(facts, voice, accent)
    case 'hidden': return hiddenSection(facts, voice)
    case 'before-entry': return entrySection(facts, voice)
    case 'corrected': return correctedSection(facts, voice)
    case 'data': return dataSection(facts, voice)
    case 'lists': return listSection(facts, voice, variant === 'redacted')
    case 'method': return methodSection(voice)
    case 'appendix': return appendixSection(facts, voice)
  }
}

/** Own words could bring a name back. */
function assertNameless({ organisation }: Facts, { title, text }: ReportRequest): void {
  const isNamed = [title ?? '', text].some((words) => words.toLowerCase().includes(organisation.toLowerCase()))
  if (isNamed) throw new AppError('bad_usage', `A redacted report names nobody, and its title or text names ${organisation}. Leave the name out.`)
}
