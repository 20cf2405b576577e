import { basename } from 'node:path'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { one, rows } from '../db/query.ts'
import { readDataVersion, readSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { defaultAsOf } from '../score/default-as-of.ts'
import { readStages } from './stages.ts'

/** What the header, the status line and the welcome page show of the open workspace. */
export async function readStatus({ path, reader }: Workspace): Promise<WorkspaceStatus> {
  const dataVersion = await readDataVersion(reader)
  return {
    path,
    organisation: (await readSetting<string>(reader, 'organisation')) || basename(path, '.bandstand'),
    sample: (await readSetting<boolean>(reader, 'sample')) ?? false,
    dataVersion,
    stale: ((await readSetting<number>(reader, 'resolved_version')) ?? 0) !== dataVersion,
    defaultAsOf: await defaultAsOf(reader),
    counts: await one(
      reader,
      `SELECT (SELECT count(*) FROM crm.current_accounts) AS accounts, (SELECT count(*) FROM dev.people) AS people,
              (SELECT count(*) FROM dev.people WHERE is_bot) AS bots,
              (SELECT count(*) FROM dev.events) AS events, (SELECT count(*) FROM evidence.companies) AS companies,
              (SELECT count(*) FROM ops.rejects) AS rejects, (SELECT count(*) FROM ops.imports) AS imports`,
    ),
    targets: await rows(reader, targetsSql),
    stages: await readStages(reader),
  }
}

// A repository that files name but nobody has marked is listed as unmarked.
const targetsSql = `
  WITH seen AS (SELECT target AS name, count(*)::INTEGER AS events FROM dev.events
                WHERE source IN ('star', 'fork', 'issue', 'pull_request', 'commit') AND target IS NOT NULL GROUP BY target
                ORDER BY events DESC, name LIMIT 1000)
  SELECT coalesce(t.kind, 'repo') AS kind, coalesce(t.name, s.name) AS name, coalesce(t.role, 'unmarked') AS role, coalesce(s.events, 0)::INTEGER AS events
  FROM dev.targets t FULL JOIN seen s ON t.kind = 'repo' AND t.name = s.name
  ORDER BY role = 'unmarked', events DESC, name`
