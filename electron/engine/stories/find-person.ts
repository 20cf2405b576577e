import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

interface Found {
  personId: number
  personKey: string
  label: string
}

const shown = 10

/** The one person that `asked` names: by key, identity, login, address or name in any case. Throws `not_found`, or `bad_usage` with the candidates where there are several. */
export async function findPerson(connection: Connection, asked: string): Promise<number> {
  const found = await rows<Found>(
    connection,
    `WITH named AS (
       SELECT person_id, 1 AS way FROM dev.people WHERE person_key = $asked
       UNION ALL SELECT person_id, 2 FROM dev.identities WHERE key = $asked
       UNION ALL SELECT person_id, 3 FROM dev.people WHERE lower(login) = lower($asked)
       UNION ALL SELECT person_id, 4 FROM dev.identities WHERE lower(value) = lower($asked)
       UNION ALL SELECT person_id, 5 FROM dev.emails WHERE lower(email) = lower($asked)
       UNION ALL SELECT person_id, 6 FROM dev.people WHERE lower(trim(name)) = lower($asked))
     SELECT p.person_id AS personId, p.person_key AS personKey, coalesce(p.name, p.login, p.email, p.person_key) AS label FROM dev.people p
     WHERE p.person_id IN (SELECT person_id FROM named WHERE way = (SELECT min(way) FROM named)) ORDER BY p.person_key LIMIT ${shown + 1}`,
    { asked: asked.trim() },
  )
  const [only, ...others] = found
  if (!only) throw new AppError('not_found', `Nobody is called "${asked.trim()}". Give a login, an e-mail address, a name or a key such as github:583231.`)
  if (others.length > 0) {
    const lines = [...found.slice(0, shown).map(({ personKey, label }) => `  ${personKey}  (${label})`), ...(found.length > shown ? ['  …'] : [])]
    throw new AppError('bad_usage', `"${asked.trim()}" could be several people:\n${lines.join('\n')}\nName one of them by its key.`)
  }
  return only.personId
}
