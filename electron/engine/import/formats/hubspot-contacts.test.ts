import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { candidates } from '../formats.ts'
import { normalHeader } from '../headers.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import model from '../../../../resources/models/hubspot-headers.json' with { type: 'json' }

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const all = 'source_row, record_id, kind, email, name, title, company, account_ids, linkedin, stage_raw, stage, owner, country, opted_out, created_at, extra'
const contacts = (columns = all) => rows(session.opened.reader, `SELECT ${columns} FROM crm.contacts ORDER BY source_row`)
const entries = () => rows(session.opened.reader, 'SELECT object, record_id, stage_raw, stage, entered_at FROM crm.stage_entries ORDER BY ALL')

const labels = `\uFEFF"Record ID - Contact","First Name","Last Name","Email","Job Title","Company name","Primary Associated Company ID","Associated Company IDs (Primary)","Associated Company IDs","Lifecycle Stage","Contact owner","Country/Region","Opted out of all email","LinkedIn URL","Create Date","Create Date","Became a Lead Date","Date entered ""Customer (Lifecycle Stage Pipeline)""","Lead Status"\r
"111","Jo","Bloggs","Jo@Acme.com","CTO","Acme, Inc.","901","901","901;902, 903","Customer","Ann","Germany","Yes","https://www.linkedin.com/in/jo","2024-03-01 09:30","2020-01-01 00:00","2024-03-01 09:30","2025-02-03 04:05","Open"\r
"112","","Ohne","keine","","","","","1.23E+11","481516","","","vielleicht","","","","","",""\r
"","No","Id","no@id.com","","","","","","","","","","","","","","",""\r
`

test('labels: several company ids in several columns, both families of stage dates, opting out, duplicate headers', async () => {
  const { import: record } = await session.imported('contacts.csv', labels)
  expect(record).toMatchObject({ format: 'hubspot-contacts', rows: { total: 3, taken: 2, rejected: 1, duplicates: 0, ignored: 0 } })
  expect(await contacts()).toEqual([
    {
      source_row: 1, record_id: '111', kind: 'contact', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', company: 'Acme, Inc.', account_ids: ['901', '902', '903'],
      linkedin: 'https://www.linkedin.com/in/jo', stage_raw: 'Customer', stage: 'customer', owner: 'Ann', country: 'Germany', opted_out: true, created_at: '2024-03-01T09:30:00.000Z',
      extra: '{"Create Date (2)":"2020-01-01 00:00","Lead Status":"Open"}',
    },
    {
      source_row: 2, record_id: '112', kind: 'contact', email: null, name: 'Ohne', title: null, company: null, account_ids: ['1.23E+11'], linkedin: null, stage_raw: '481516', stage: 'unmapped',
      owner: null, country: null, opted_out: null, created_at: null, extra: '{"Create Date (2)":null,"Lead Status":null}',
    },
  ])
  expect(await entries()).toEqual([
    { object: 'contact', record_id: '111', stage_raw: 'Customer', stage: 'customer', entered_at: '2025-02-03T04:05:00.000Z' },
    { object: 'contact', record_id: '111', stage_raw: 'Lead', stage: 'lead', entered_at: '2024-03-01T09:30:00.000Z' },
  ])
  expect(record.warnings).toEqual([
    '1 of 3 records was rejected; the rejects say why, with line numbers.',
    '1 cell of “Email” is not an e-mail address and was left empty.',
    '1 cell of “Opted out of all email” is not yes or no and was left empty.',
    '1 row has an id in scientific notation in “Primary Associated Company ID”, “Associated Company IDs (Primary)”, “Associated Company IDs”: a spreadsheet has destroyed it, so nothing is linked by it. Export the file again.',
    'A word of the stage column is no stage yet: “481516” (1). Say what it means under Stages before importing the file again, or by --set stage.<word>=<stage>.',
  ])
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason FROM ops.rejects')).toEqual([
    { source_row: 3, line_number: 4, column_name: 'Record ID - Contact', reason: 'The record id is blank.' },
  ])
})

test('internal names with internal values', async () => {
  await session.imported(
    'contacts.csv',
    `hs_object_id,firstname,lastname,email,jobtitle,company,associatedcompanyid,lifecyclestage,hs_email_optout,createdate,hs_lifecyclestage_lead_date,hs_v2_date_entered_opportunity
12345678901,Jo,Bloggs,jo@acme.com,CTO,Acme,901,marketingqualifiedlead,true,2024-03-01T09:30:00Z,1709285400000,2024-05-01
12345678902,Ann,,ann@acme.com,,,,evangelist,false,,,
`,
  )
  expect(await contacts('record_id, name, account_ids, stage, opted_out')).toEqual([
    { record_id: '12345678901', name: 'Jo Bloggs', account_ids: ['901'], stage: 'lead', opted_out: true },
    { record_id: '12345678902', name: 'Ann', account_ids: [], stage: 'customer', opted_out: false },
  ])
  expect(await entries()).toEqual([
    { object: 'contact', record_id: '12345678901', stage_raw: 'lead', stage: 'lead', entered_at: '2024-03-01T09:30:00.000Z' },
    { object: 'contact', record_id: '12345678901', stage_raw: 'opportunity', stage: 'opportunity', entered_at: '2024-05-01T00:00:00.000Z' },
  ])
})

const localised = {
  German: ['Datensatz-ID', 'Vorname', 'Nachname', 'E-Mail', 'Jobbezeichnung', 'Zugehöriges Unternehmen', 'IDs der zugehörigen Unternehmen', 'Lifecycle-Phase', 'Kontakteigentümer', 'Land/Region', 'Von allen E-Mails abgemeldet', 'Erstellungsdatum'],
  French: ['ID de l’enregistrement', 'Prénom', 'Nom', 'Adresse e-mail', 'Intitulé du poste', 'Entreprise associée', 'IDs des entreprises associées', 'Phase du cycle de vie', 'Propriétaire du contact', 'Pays/Région', 'Désinscrit de tous les e-mails', 'Date de création'],
  Spanish: ['ID de registro', 'Nombre', 'Apellidos', 'Correo electrónico', 'Cargo', 'Empresa asociada', 'IDs de empresas asociadas', 'Etapa del ciclo de vida', 'Propietario del contacto', 'País/región', 'Canceló la suscripción a todos los correos', 'Fecha de creación'],
  Japanese: ['レコードID', '名', '姓', 'Eメール', '役職', '関連付けられた会社', '関連付けられた会社のID', 'ライフサイクルステージ', 'コンタクトの担当者', '国/地域', 'すべてのEメールの配信停止', '作成日'],
}
const words = { German: ['Kunde', 'Ja'], French: ['Client', 'Oui'], Spanish: ['Cliente', 'Sí'], Japanese: ['顧客', 'はい'] }

test.each(['German', 'French', 'Spanish', 'Japanese'] as const)('%s headers', async (language) => {
  const [stage = '', optedOut = ''] = words[language]
  const { import: record } = await session.imported('export.csv', `${localised[language].join(';')}\r\n111;Jo;Bloggs;jo@acme.com;CTO;Acme;901,902;${stage};Ann;DE;${optedOut};2024-03-01 09:30\r\n`)
  expect(record).toMatchObject({ format: 'hubspot-contacts', rows: { total: 1, taken: 1 } })
  expect(await contacts('record_id, email, name, title, company, account_ids, stage, owner, country, opted_out, created_at')).toEqual([
    { record_id: '111', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', company: 'Acme', account_ids: ['901', '902'], stage: 'customer', owner: 'Ann', country: 'DE', opted_out: true, created_at: '2024-03-01T09:30:00.000Z' },
  ])
  expect(candidates({ container: 'delimited', names: localised[language], records: [] }).filter(({ confidence }) => confidence > 0.5).map(({ importer }) => importer.id)).toEqual(['hubspot-contacts'])
})

test('every localised header is spelled as headers are compared, and fills one field only', () => {
  for (const language of Object.values(model.contacts)) {
    const headers = Object.values(language).flat()
    for (const header of headers) expect(normalHeader(header)).toBe(header)
    expect(new Set(headers).size).toBe(headers.length)
  }
})

test('the same file again changes nothing, equal rows are duplicates, a newer export is current, undo is exact', async () => {
  await againAndUndo(session, 'contacts.csv', labels)
  const first = 'Record ID,First Name,Email,Lifecycle Stage\n1,Jo,jo@a.co,Lead\n1,Jo,jo@a.co,Lead\n2,Ann,ann@a.co,Lead\n'
  const { import: record } = await session.imported('first.csv', first)
  expect(record.rows).toEqual({ total: 3, taken: 2, rejected: 0, duplicates: 1, ignored: 0 })
  await againAndUndo(session, 'second.csv', 'Record ID,First Name,Email,Lifecycle Stage\n1,Jo,jo@a.co,Customer\n')
  await session.imported('second.csv', 'Record ID,First Name,Email,Lifecycle Stage\n1,Jo,jo@a.co,Customer\n')
  expect(await rows(session.opened.reader, 'SELECT record_id, stage FROM crm.current_contacts ORDER BY 1')).toEqual([{ record_id: '1', stage: 'customer' }, { record_id: '2', stage: 'lead' }])
})
