import type { Handlers } from '../../../shared/contract.ts'
import type { ReportRequest } from '../../../shared/contract-report.ts'
import type { Progress } from '../../../shared/contract-workspace.ts'
import type { Session } from '../session.ts'
import { makeList } from '../target-lists/make-list.ts'
import { assertLogo } from './logo.ts'
import { reportHtml } from './html.ts'
import { type Reading, readFacts } from './read-facts.ts'
import { reportModel } from './report-model.ts'
import { assertFiles, writeReport } from './write-report.ts'

const partLabels = { figures: 'Counting figures', 'before-entry': 'Looking before entry', data: 'Reading the data’s gaps', lists: 'Making target lists' } as const
const parts = Object.keys(partLabels).length

export function reportHandlers(session: Session): Pick<Handlers, 'report.preview' | 'report.write'> {
  const make = async (request: ReportRequest, { signal, onPart }: Pick<Reading, 'signal' | 'onPart'>) => {
    assertLogo(request.logo)
    const entriesOf: Reading['entriesOf'] = async (list, { asOf, policy }) => (await makeList(session.workspace(), { list, asOf, policy, filter: [], language: request.language }, signal)).entries
    const { facts, personal } = await readFacts(session.workspace(), request, { signal, onPart, entriesOf })
    return { model: reportModel(facts, request), personal, made: { ...personal, asOf: facts.run.asOf, policy: facts.run.policy } }
  }
  return {
    'report.preview': async (request, signal) => {
      const { model, made } = await make(request, { signal, onPart: () => undefined })
      return { ...made, html: reportHtml(model), names: model.figures.map(({ name }) => name) }
    },
    'report.write': async ({ files, jobId = 'report', ...request }, signal) => {
      await assertFiles(files)
      let done = 0
      const total = parts + files.length
      const report = (label: string, state: Progress['state'] = 'running') =>
        session.report({ jobId, kind: 'report', label, state, done, total, unit: 'steps', rowsPerSecond: null, etaSeconds: null })
      const begin = (label: string) => {
        report(label)
        done += 1
      }
      try {
        const { model, personal, made } = await make(request, { signal, onPart: (part) => begin(partLabels[part]) })
        const { dataDirectory } = session
        const written = await writeReport(session.workspace(), { model, files, request, personal, dataDirectory, signal, onFile: (format) => begin(`Writing ${format.toUpperCase()}`) })
        done = total
        report('Report', 'done')
        return { ...made, files: written, figures: model.figures.map(({ name, value, text }) => ({ name, value, text })) }
      } catch (thrown) {
        report('Report', signal.aborted ? 'cancelled' : 'failed')
        throw thrown
      }
    },
  }
}
