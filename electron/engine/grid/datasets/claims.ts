import { keptColumn as column, type Definition } from '../definition.ts'

/** One row per answer of an enrichment provider about one job of one person. */
export const claims: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'provider', ['Provider', 'Who gave the answer.'], { exact: true }),
    column('text', 'login', ['Login', 'GitHub login the answer is about.']),
    column('text', 'email', ['E-mail', 'E-mail address the answer is about.']),
    column('text', 'name', ['Name', 'Name in the answer.']),
    column('text', 'title', ['Title', 'Job title in the answer.']),
    column('text', 'company', ['Company', 'Employer in the answer.']),
    column('text', 'domain', ['Domain', 'Domain of the employer in the answer.']),
    column('boolean', 'current', ['Current', 'Whether the answer calls it the current job.']),
    column('instant', 'started_at', ['From', 'When the job began; a year or a month stands for its first day.']),
    column('instant', 'ended_at', ['Until', 'When the job ended; a year or a month stands for its last day.']),
    column('number', 'confidence', ['Confidence', 'The provider’s own confidence from 0 to 1; blank where it states none.']),
    column('text', 'profile_url', ['Profile', 'Address of the profile in the answer.'], { hidden: true }),
    column('text', 'location', ['Location', 'Location in the answer.'], { hidden: true }),
    column('integer', 'github_id', ['GitHub id', 'Numeric account id the answer is about.'], { hidden: true }),
    column('text', 'person_key', ['Person', 'Identity of the person it is about; blank where no event and no profile names them.'], { hidden: true, exact: true }),
    column('text', 'details', ['Details', 'What else the answer says, as JSON.'], { hidden: true }),
    column('text', 'file_name', ['File', 'Imported file the answer stands in; blank where a job asked for it.']),
    column('integer', 'import_id', ['Import', 'Number of the import.'], { hidden: true }),
    column('integer', 'source_row', ['Record', 'Number of the record in the file, counted from 1.']),
    column('integer', 'place', ['Place', 'Number of the answer within its record; the current job comes first.'], { hidden: true }),
  ],
  order: ['login', 'email', 'provider', 'import_id', 'source_row', 'place'],
  table: () => ({
    sql: `
      WITH logins AS (SELECT lower(login) AS login, min(person_id) AS person_id FROM dev.people WHERE login IS NOT NULL GROUP BY ALL),
      -- An address that several people share is nobody's.
      addresses AS (SELECT lower(email) AS email, min(person_id) AS person_id FROM dev.emails GROUP BY ALL HAVING count(DISTINCT person_id) = 1),
      ids AS (SELECT github_id, min(person_id) AS person_id FROM dev.people WHERE github_id IS NOT NULL GROUP BY ALL)
      SELECT c.provider, c.login, c.email, c.name, c.title, c.company, c.domain, c.current, c.started_at, c.ended_at, c.confidence, c.profile_url, c.location, c.github_id,
        p.person_key, CAST(c.extra AS VARCHAR) AS details, f.file_name, c.import_id, c.source_row, c.place
      FROM evidence.claims c LEFT JOIN ops.imports f USING (import_id)
        LEFT JOIN ids i ON i.github_id = c.github_id LEFT JOIN logins l ON l.login = lower(c.login) LEFT JOIN addresses a ON a.email = c.email
        LEFT JOIN dev.people p ON p.person_id = coalesce(i.person_id, l.person_id, a.person_id)`,
    values: {},
  }),
}
