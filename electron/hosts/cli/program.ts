import { Command, CommanderError } from 'commander'
import { AppError, type ErrorCode } from '../../../shared/errors.ts'
import { addAnalyse } from './commands/analyse.ts'
import { addBackTest } from './commands/back-test.ts'
import { addBeforeEntry } from './commands/before-entry.ts'
import { addCancel } from './commands/cancel.ts'
import { addCompare } from './commands/compare.ts'
import { addCompareSignals } from './commands/compare-signals.ts'
import { addCompleteness } from './commands/completeness.ts'
import { addDatabases } from './commands/databases.ts'
import { addDemo } from './commands/demo.ts'
import { addEnrich } from './commands/enrich.ts'
import { addErase } from './commands/erase.ts'
import { addExplain } from './commands/explain.ts'
import { addExportClay } from './commands/export-clay.ts'
import { addExport } from './commands/export.ts'
import { addExports } from './commands/exports.ts'
import { addFormats } from './commands/formats.ts'
import { addHidden } from './commands/hidden.ts'
import { addImport } from './commands/import.ts'
import { addImports } from './commands/imports.ts'
import { addJobs } from './commands/jobs.ts'
import { addList } from './commands/list.ts'
import { addLinks } from './commands/links.ts'
import { addMappings } from './commands/mappings.ts'
import { addModels } from './commands/models.ts'
import { addOverlap } from './commands/overlap.ts'
import { addPersonas } from './commands/personas.ts'
import { addPortfolio } from './commands/portfolio.ts'
import { addQuality } from './commands/quality.ts'
import { addMark } from './commands/mark.ts'
import { addNew } from './commands/new.ts'
import { addQuery } from './commands/query.ts'
import { addRejects } from './commands/rejects.ts'
import { addReport } from './commands/report.ts'
import { addResolutionSettings } from './commands/resolution-settings.ts'
import { addResolve } from './commands/resolve.ts'
import { addResume } from './commands/resume.ts'
import { addRetention } from './commands/retention.ts'
import { addReview } from './commands/review.ts'
import { addStory } from './commands/story.ts'
import { addScore } from './commands/score.ts'
import { addServe } from './commands/serve.ts'
import { addSubjectAccess } from './commands/subject-access.ts'
import { addSuppression } from './commands/suppression.ts'
import { addTargets } from './commands/targets.ts'
import { addThisWeek } from './commands/this-week.ts'
import { addTrend } from './commands/trend.ts'
import { addUndoImport } from './commands/undo-import.ts'
import { addVerify } from './commands/verify.ts'
import { addWriteBack } from './commands/write-back.ts'
import { UsageError, type Terminal } from './terminal.ts'

const commands = [
  addStory,
  addNew, addMark, addQuality, addReview, addTargets, addLinks, addResolutionSettings, addFormats, addImport, addImports, addUndoImport, addMappings, addRejects, addResolve, addEnrich, addExportClay, addJobs, addResume, addCancel, addVerify, addScore, addModels, addCompare, addBackTest,
  addAnalyse, addCompareSignals, addBeforeEntry, addPortfolio, addExplain, addThisWeek, addList, addReport, addCompleteness, addQuery, addExport, addExports, addPersonas, addDatabases, addSuppression, addErase, addSubjectAccess, addRetention, addWriteBack, addServe, addDemo,
  addHidden, addOverlap, addTrend,
]

/** Runs one command line. 0: done; 2: wrong use; 1: failed or cancelled, with one line on standard error. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command('bandstand')
    .description('Shows which companies’ developer activity tells who is ready to buy, and who is missing from the CRM.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.note })
  for (const add of commands) add(program, terminal).option('--json', 'print one JSON document').exitOverride()
  try {
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (thrown) {
    return failed(thrown, terminal)
  }
}

const shownOnPurpose = new Set(['commander.helpDisplayed', 'commander.version'])
const misuse = new Set<ErrorCode>(['invalid_input', 'bad_usage', 'needs_setting'])

function failed(thrown: unknown, terminal: Terminal): number {
  if (thrown instanceof CommanderError) return shownOnPurpose.has(thrown.code) ? 0 : 2
  if (terminal.signal.aborted) {
    terminal.note('cancelled\n')
    return 1
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  terminal.note(`error: ${message.trim().replace(/\s*\n\s*/g, '; ')}\n`)
  return thrown instanceof UsageError || (thrown instanceof AppError && misuse.has(thrown.code)) ? 2 : 1
}
