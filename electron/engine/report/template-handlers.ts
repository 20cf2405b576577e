import type { Handlers } from '../../../shared/contract.ts'
import type { ReportTemplate } from '../../../shared/contract-report.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import type { Session } from '../session.ts'
import { assertLogo } from './logo.ts'

const setting = 'report_templates'
const readTemplates = async (connection: Connection): Promise<ReportTemplate[]> => (await readSetting<ReportTemplate[]>(connection, setting)) ?? []

export function reportTemplateHandlers(session: Session): Pick<Handlers, 'reportTemplates.list' | 'reportTemplates.save' | 'reportTemplates.remove'> {
  const change = async (work: (templates: ReportTemplate[]) => ReportTemplate[]) => {
    const workspace = session.workspace()
    const { writer } = workspace
    const templates = await workspace.exclusive(async () => {
      const next = work(await readTemplates(writer)).sort((left, right) => left.name.localeCompare(right.name))
      await writeSetting(writer, setting, next)
      return next
    })
    await workspace.settle()
    return { templates }
  }
  return {
    'reportTemplates.list': async () => ({ templates: await readTemplates(session.workspace().reader) }),
    'reportTemplates.save': ({ name, settings }) => {
      assertLogo(settings.logo)
      return change((templates) => [...templates.filter((template) => template.name !== name), { name, settings, savedAt: new Date().toISOString() }])
    },
    'reportTemplates.remove': ({ name }) =>
      change((templates) => {
        if (!templates.some((template) => template.name === name)) throw new AppError('not_found', `There is no template ${name}.`)
        return templates.filter((template) => template.name !== name)
      }),
  }
}
