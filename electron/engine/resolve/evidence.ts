import evidence from '../../../resources/models/evidence.json' with { type: 'json' }
import model from '../../../resources/models/score.json' with { type: 'json' }
import type { Connection } from '../db/connection.ts'
import type { Values } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'

interface EvidenceSetting {
  readonly confidence?: Readonly<Record<string, number>>
  readonly nameEvidence?: Readonly<Partial<typeof evidence.nameEvidence>>
}

/** What the steps bind: `$sure_<method>`, `$reliable_min`, `$evidence_people`, `$evidence_agreement`. The workspace setting `evidence` overrides the defaults. */
export async function evidenceValues(connection: Connection): Promise<Values> {
  const setting = await readSetting<EvidenceSetting>(connection, 'evidence')
  const confidence = { ...evidence.confidence, ...setting?.confidence }
  const { people, agreement } = { ...evidence.nameEvidence, ...setting?.nameEvidence }
  return {
    ...Object.fromEntries(Object.entries(confidence).map(([method, value]) => [`sure_${method}`, value])),
    reliable_min: model.reliable_min,
    evidence_people: people,
    evidence_agreement: agreement,
  }
}
