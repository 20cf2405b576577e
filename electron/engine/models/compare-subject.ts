import type { SubjectChange } from '../../../shared/contract-models.ts'
import { findSubject } from '../analyse/find-subject.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { changeParts, changeValues, oneChangeSteps } from './change-steps.ts'
import { type Comparison, withBothRuns } from './compare.ts'

const named = (sign: string): Step => ({
  name: 'named_cells',
  reads: ['parted_cells', 'dev.people', 'evidence.companies'],
  sql: `
    SELECT coalesce(p.person_key, 'anonymous') AS person,
      coalesce(p.login, p.name, p.email, p.person_key, 'anonymous visitors of ' || coalesce(v.domain, v.name)) AS "personLabel", c.source,
      c.points_before, c.points_after, {${changeParts.map((part) => `'${part}': ${sign}c.${part}`).join(', ')}} AS parts
    FROM parted_cells c LEFT JOIN dev.people p ON p.person_id = c.person
    LEFT JOIN evidence.companies v ON c.person < 0 AND v.company_id = -1 - c.person
    WHERE c.subject_id = $subject_id
    ORDER BY abs(c.points_after - c.points_before) DESC, "personLabel", c.source`,
})

interface Cell {
  person: string
  personLabel: string
  source: string
  points_before: number
  points_after: number
  parts: SubjectChange['cells'][number]['parts']
}

/** The change of one account or company, person by person and source by source. */
export function compareSubject(workspace: Workspace, comparison: Comparison, asked: string, signal: AbortSignal): Promise<SubjectChange> {
  return withBothRuns(workspace, comparison, {
    signal,
    work: async (before, after) => {
      const { reader } = workspace
      const isForward = before.asOf <= after.asOf
      const [earlier, later] = isForward ? [before, after] : [after, before]
      const { subjectId, subjectKey, name } = await findSubject(reader, later, { asked, stages: await readStages(reader) })
      const found = await rows<Cell>(reader, compile([...scoreInputs, 'dev.people'], [...oneChangeSteps, named(isForward ? '' : '-')]), {
        ...changeValues({ before: earlier, after: later, policy: after.policy }), subject_id: subjectId,
      })
      const cells = found.map(({ points_before, points_after, ...cell }) => ({ ...cell, before: isForward ? points_before : points_after, after: isForward ? points_after : points_before }))
      const sum = (of: (cell: (typeof cells)[number]) => number) => cells.reduce((total, cell) => total + of(cell), 0)
      return { subject: subjectKey, name, from: before.asOf, to: after.asOf, scoreBefore: sum(({ before: points }) => points), scoreAfter: sum(({ after: points }) => points), cells }
    },
  })
}
