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

const all = 'source_row, record_id, name, account_ids, company, contact_ids, contact_emails, pipeline, stage_raw, stage, amount, currency, owner, closes_at, closed_at, created_at, extra'
const deals = (columns = all) => rows(session.opened.reader, `SELECT ${columns} FROM crm.deals ORDER BY source_row`)

const labels = `"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Currency","Close Date","Deal owner","Associated Company","Associated Company IDs","Associated Contact IDs","Associated Contact","Create Date","Date entered ""Closed Won (Sales Pipeline)""","Phone","Phone"\r
"7001","Big one","Closed Won","Sales Pipeline","25,000.50","EUR","2025-06-30 12:00","Ann","Acme, Inc.;Beta","901;902","111;222","Jo Bloggs (jo@x.co);Ann (Ann@y.co)","2025-01-01 08:00","2025-06-29 09:15","1","2"\r
"7002","Small","Pilot phase","Sales Pipeline","1.234,50 €","","","","","","","","","","",""\r
"7003","","Appointment Scheduled","","many","","soon","","","","","","","","",""\r
"7.0E+9","Destroyed","Closed Won","","","","","","","","","","","","",""\r
`

test('labels: amounts, several companies and people in a cell, a dated stage, duplicate headers', async () => {
  const { import: record } = await session.imported('deals.csv', labels, { settings: { 'stage.pilot phase': 'opportunity' } })
  expect(record).toMatchObject({ format: 'hubspot-deals', rows: { total: 4, taken: 3, rejected: 1, duplicates: 0, ignored: 0 } })
  expect(await deals()).toEqual([
    {
      source_row: 1, record_id: '7001', name: 'Big one', account_ids: ['901', '902'], company: 'Acme, Inc.;Beta', contact_ids: ['111', '222'], contact_emails: ['jo@x.co', 'ann@y.co'],
      pipeline: 'Sales Pipeline', stage_raw: 'Closed Won', stage: 'customer', amount: 25000.5, currency: 'EUR', owner: 'Ann',
      closes_at: '2025-06-30T12:00:00.000Z', closed_at: '2025-06-30T12:00:00.000Z', created_at: '2025-01-01T08:00:00.000Z', extra: '{"Phone":"1","Phone (2)":"2"}',
    },
    {
      source_row: 2, record_id: '7002', name: 'Small', account_ids: [], company: null, contact_ids: [], contact_emails: [], pipeline: 'Sales Pipeline', stage_raw: 'Pilot phase', stage: 'opportunity',
      amount: 1234.5, currency: null, owner: null, closes_at: null, closed_at: null, created_at: null, extra: '{"Phone":null,"Phone (2)":null}',
    },
    {
      source_row: 3, record_id: '7003', name: null, account_ids: [], company: null, contact_ids: [], contact_emails: [], pipeline: null, stage_raw: 'Appointment Scheduled', stage: 'opportunity',
      amount: null, currency: null, owner: null, closes_at: null, closed_at: null, created_at: null, extra: '{"Phone":null,"Phone (2)":null}',
    },
  ])
  expect(await rows(session.opened.reader, 'SELECT object, record_id, stage_raw, stage, entered_at FROM crm.stage_entries')).toEqual([
    { object: 'deal', record_id: '7001', stage_raw: 'Closed Won', stage: 'customer', entered_at: '2025-06-29T09:15:00.000Z' },
  ])
  expect(record.warnings).toContain('1 cell of “Amount” is not an amount and was left empty.')
  expect(record.warnings).toContain('1 cell of “Close Date” is not a date and was left empty.')
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name FROM ops.rejects')).toEqual([{ source_row: 4, line_number: 5, column_name: 'Record ID' }])
})

test('internal names: what a deal tells of itself outranks the name of its stage, a stage mapped by the user outranks both', async () => {
  await session.imported(
    'deals.csv',
    `hs_object_id,dealname,dealstage,pipeline,amount,closedate,hs_is_closed,hs_is_closed_won,hs_v2_date_entered_closedwon
1,A,139021,default,10,2025-01-02,true,true,
2,B,139022,default,10,2025-01-02,true,false,
3,C,139023,default,10,,false,false,
4,D,139024,default,10,,false,false,
5,E,closedwon,default,10,,,,2025-03-04
`,
    { settings: { 'stage.139024': 'lead' } },
  )
  expect(await deals('record_id, stage_raw, stage')).toEqual([
    { record_id: '1', stage_raw: '139021', stage: 'customer' },
    { record_id: '2', stage_raw: '139022', stage: 'lost' },
    { record_id: '3', stage_raw: '139023', stage: 'opportunity' },
    { record_id: '4', stage_raw: '139024', stage: 'lead' },
    { record_id: '5', stage_raw: 'closedwon', stage: 'customer' },
  ])
})

const localised = {
  German: ['Datensatz-ID', 'Deal-Name', 'Deal-Phase', 'Pipeline', 'Betrag', 'Abschlussdatum', 'Deal-Eigentümer', 'Zugehöriges Unternehmen', 'IDs der zugehörigen Unternehmen', 'Erstellungsdatum'],
  French: ['ID de l’enregistrement', 'Nom de la transaction', 'Phase de la transaction', 'Pipeline', 'Montant', 'Date de fermeture', 'Propriétaire de la transaction', 'Entreprise associée', 'IDs des entreprises associées', 'Date de création'],
  Spanish: ['ID de registro', 'Nombre del negocio', 'Etapa del negocio', 'Pipeline', 'Valor', 'Fecha de cierre', 'Propietario del negocio', 'Empresa asociada', 'IDs de empresas asociadas', 'Fecha de creación'],
  Japanese: ['レコードID', '取引名', '取引ステージ', 'パイプライン', '金額', 'クローズ日', '取引担当者', '関連付けられた会社', '関連付けられた会社のID', '作成日'],
}

test.each(Object.entries(localised))('%s headers', async (_, headers) => {
  const { import: record } = await session.imported('export.csv', `${headers.join(',')}\n1,Big,closedwon,Sales,1000,2025-06-30,Ann,Acme,901,2025-01-01\n`)
  expect(record).toMatchObject({ format: 'hubspot-deals', rows: { total: 1, taken: 1 } })
  expect(await deals('record_id, name, stage, pipeline, amount, closes_at, owner, company, account_ids, created_at')).toEqual([
    { record_id: '1', name: 'Big', stage: 'customer', pipeline: 'Sales', amount: 1000, closes_at: '2025-06-30T00:00:00.000Z', owner: 'Ann', company: 'Acme', account_ids: ['901'], created_at: '2025-01-01T00:00:00.000Z' },
  ])
  expect(candidates({ container: 'delimited', names: headers, records: [] }).filter(({ confidence }) => confidence > 0.5).map(({ importer }) => importer.id)).toEqual(['hubspot-deals'])
})

test('every localised header is spelled as headers are compared, and fills one field only', () => {
  for (const language of Object.values(model.deals)) {
    const headers = Object.values(language).flat()
    for (const header of headers) expect(normalHeader(header)).toBe(header)
    expect(new Set(headers).size).toBe(headers.length)
  }
  for (const header of Object.values(model.associations).flat()) expect(normalHeader(header)).toBe(header)
})

test('the same file again changes nothing, and undo is exact', async () => {
  await againAndUndo(session, 'deals.csv', labels)
})
