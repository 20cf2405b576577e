import { zipOf } from '../electron/engine/import/archive/zip.test-support.ts'
import { workbookOf } from '../electron/engine/import/workbook/workbook.test-support.ts'

export const customers = 'kunden.csv'

const phases = ['Erstgespräch', 'Angebot', 'Bestandskunde'] as const

interface Export {
  phaseOfFirst?: string
  ownerOfSecond?: string
}

/** Eleven customers of a CRM nobody knows, and a row without key, name and domain where it is the first export. */
export function exportedCustomers(newer?: Export): string {
  const { phaseOfFirst = phases[0], ownerOfSecond = 'Anna' } = newer ?? {}
  const rows = Array.from({ length: 11 }, (_, index) => [
    `Muster ${index + 1} GmbH`, `muster-${index + 1}.de`, index === 0 ? phaseOfFirst : phases[index % 3], index === 1 ? ownerOfSecond : 'Anna', index === 4 ? 'viele' : String(10 * index),
    `${String(1 + (index % 12)).padStart(2, '0')}/${String(1 + ((index * 5) % 12)).padStart(2, '0')}/2025`, `K-${index + 1}`,
  ])
  const refused = ['', '', phases[1], 'Anna', '5', '03/04/2025', '']
  return `Firma;Netz;Phase;Betreuung;Köpfe;Seit;Nummer\n${[...rows, ...(newer ? [] : [refused])].map((row) => row.join(';')).join('\n')}\n`
}

/** A workbook with a cover and two tables. */
export const workbook = (): Buffer => workbookOf({
  sheets: [
    { name: 'Cover', rows: [['Export of March']] },
    { name: 'Konten', rows: [['name', 'domain', 'stage'], ...[1, 2, 3, 4].map((number) => [`Beta ${number}`, `beta-${number}.com`, 'customer'])] },
    { name: 'Events', rows: [['occurred_at', 'source', 'login'], ['2026-05-01T10:00:00Z', 'product_usage', 'octo']] },
  ],
})

/** A ZIP of a CRM: companies, contacts and a file that is neither. */
export const archive = (): Buffer => zipOf([
  { name: 'companies.csv', content: '"Record ID","Company name","Company Domain Name","Lifecycle Stage"\n"1","Ada Works","ada.example","Customer"\n"2","Byte Works","byte.example","Lead"\n"3","Core Works","core.example","Lead"\n' },
  { name: 'contacts.csv', content: '"Record ID","First Name","Last Name","Email","Lifecycle Stage","Associated Company IDs"\n"11","Ada","L","ada@ada.example","Lead","1"\n"12","Bob","L","bob@byte.example","Lead","2"\n' },
  { name: 'readme.txt', content: 'Made on Monday.' },
])

/** A ZIP of five: German HubSpot companies, an unknown table in UTF-16 with semicolons, stars, accounts whose dates could be either, and a note. */
export const messyArchive = (): Buffer => zipOf([
  { name: 'export/unternehmen.csv', content: '\uFEFF"Datensatz-ID";"Unternehmensname";"Domainname des Unternehmens";"Lifecycle-Phase"\r\n"1";"Ada Werke";"ada.example";"Kunde"\r\n"2";"Byte Werke";"byte.example";"Lead"\r\n' },
  { name: 'export/kunden.csv', content: Buffer.from(`\uFEFF${exportedCustomers().replaceAll('02/06/2025', '28/06/2025')}`, 'utf16le') },
  { name: 'stars.json', content: JSON.stringify([{ starred_at: '2026-03-01T12:00:00Z', user: { login: 'octo', id: 1 } }]) },
  { name: 'partner.csv', content: 'record_id,name,domain,stage,created_at\np1,Core Works,core.example,Won,03/04/2025\np2,Dot Works,dot.example,Neu,05/06/2025\n' },
  { name: 'liesmich.txt', content: 'Erstellt am Montag.' },
])
