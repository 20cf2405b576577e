import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { candidates } from '../formats.ts'
import { normalHeader } from '../headers.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'
import model from '../../../../resources/models/hubspot-headers.json' with { type: 'json' }

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const accounts = () =>
  rows(session.opened.reader, 'SELECT record_id, name, domain, stage_raw, stage, owner, industry, employees, country, created_at, extra FROM crm.accounts ORDER BY source_row')

const columns = {
  German: ['Datensatz-ID', 'Unternehmensname', 'Domain-Name des Unternehmens', 'Lifecycle-Phase', 'Für Unternehmen zuständiger Mitarbeiter', 'Branche', 'Anzahl der Mitarbeiter', 'Land/Region', 'Erstellungsdatum'],
  French: ['ID de l’enregistrement', 'Nom de l\'entreprise', 'Nom de domaine de l’entreprise', 'Phase du cycle de vie', 'Propriétaire de l\'entreprise', 'Secteur', 'Nombre d’employés', 'Pays/Région', 'Date de création'],
  Spanish: ['ID de registro', 'Nombre de la empresa', 'Nombre de dominio de la empresa', 'Etapa del ciclo de vida', 'Propietario de la empresa', 'Sector', 'Número de empleados', 'País/región', 'Fecha de creación'],
  Japanese: ['レコードID', '会社名', '会社のドメイン名', 'ライフサイクルステージ', '会社の担当者', '業種', '従業員数', '国/地域', '作成日'],
}
const stages = {
  German: [['Abonnent', 'lead'], ['Marketing-Qualified-Lead', 'lead'], ['Opportunity', 'opportunity'], ['Kunde', 'customer'], ['Sonstiges', 'unmapped']],
  French: [['Abonné', 'lead'], ['Lead qualifié par l’équipe commerciale', 'lead'], ['Opportunité', 'opportunity'], ['Client', 'customer'], ['Autre', 'unmapped']],
  Spanish: [['Suscriptor', 'lead'], ['Lead calificado por marketing', 'lead'], ['Oportunidad', 'opportunity'], ['Cliente', 'customer'], ['Otro', 'unmapped']],
  Japanese: [['購読者', 'lead'], ['リード', 'lead'], ['商談', 'opportunity'], ['顧客', 'customer'], ['その他', 'unmapped']],
}

test.each(['German', 'French', 'Spanish', 'Japanese'] as const)('%s headers and lifecycle values; a second column of the same name is kept beside the first', async (language) => {
  const header = [...columns[language], columns[language][8]].map((cell) => `"${cell}"`).join(',')
  const lines = stages[language].map(([raw], index) => `"98765432${index}","Acme ${index}","acme${index}.com","${raw}","Ann","IT","1,200","DE","2025-03-01 09:30","2024-01-01 08:00"`)
  const { import: record } = await session.imported('export.csv', `${header}\r\n${lines.join('\r\n')}\r\n`)
  expect(record.format).toBe('hubspot-companies')
  expect(record.rows).toEqual({ total: 5, taken: 5, rejected: 0, duplicates: 0, ignored: 0 })
  expect(await accounts()).toEqual(
    stages[language].map(([raw, stage], index) => ({
      record_id: `98765432${index}`, name: `Acme ${index}`, domain: `acme${index}.com`, stage_raw: raw, stage, owner: 'Ann', industry: 'IT', employees: 1200, country: 'DE',
      created_at: '2025-03-01T09:30:00.000Z', extra: JSON.stringify({ [`${columns[language][8]} (2)`]: '2024-01-01 08:00' }),
    })),
  )
})

test.each(Object.entries(columns))('%s headers of companies are no other format, and with a header of contacts they are contacts', (_, names) => {
  const likely = (headers: readonly string[]) => candidates({ container: 'delimited', names: headers, records: [] }).filter(({ confidence }) => confidence > 0).map(({ importer }) => importer.id)
  expect(likely(names)).toEqual(['hubspot-companies'])
  for (const contact of ['Vorname', 'Prénom', 'Apellidos', '姓']) expect(likely([...names, contact])).toEqual(['hubspot-contacts'])
})

test('every header of the table is spelled as headers are compared, and fills one field only', () => {
  const all = Object.values(model.labels).flatMap((language) => Object.values(language).flat())
  for (const header of [...all, ...model.foreign]) expect(normalHeader(header)).toBe(header)
  expect(new Set(all).size).toBe(all.length)
})

test('a bad record is rejected with its line; the same file again changes nothing; undo takes it all back', async () => {
  const text = 'Datensatz-ID;Unternehmensname;Lifecycle-Phase\r\n7;"Müller\r\nSöhne";Kunde\r\n1,23E+11;Acme;Lead\r\n'
  const { import: record } = await session.imported('unternehmen.csv', Buffer.from(text, 'latin1'))
  expect(record.rows).toEqual({ total: 2, taken: 1, rejected: 1, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name, raw FROM ops.rejects')).toEqual([
    { source_row: 2, line_number: 4, column_name: 'Datensatz-ID', raw: '1,23E+11;Acme;Lead' },
  ])
  expect((await session.imported('unternehmen.csv', Buffer.from(text, 'latin1'))).alreadyImported).toBe(true)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await accounts()).toEqual([])
})
