import { coversFile, type DateOrders, dateSetting, decideOrders, sampledEvidence, wholeEvidence } from './date-order.ts'
import type { Scan } from './file-scan.ts'
import type { Sample } from './importer.ts'
import type { Choice } from './recognise.ts'
import { namesOnly } from './sample-layout.ts'
import { needsSetting } from './settings.ts'
import type { Sniffed } from './sniff.ts'

export const dateColumns = ({ importer }: Choice, sample: Sample): readonly string[] => importer.dates(namesOnly(sample))

const chosen = ({ settings, mapping }: Choice) => ({ all: settings['dates'], columns: mapping?.dates ?? {} })

/** The order of day and month as far as the sample tells; undefined where the rest of the file could tell more. */
export function sampledOrders(choice: Choice, sniffed: Sniffed, sample: Sample): DateOrders | undefined {
  const { evidence, open } = sampledEvidence(sample, dateColumns(choice, sample))
  return open && choice.settings['dates'] === undefined && !coversFile(sniffed, sample) ? undefined : decideOrders(evidence, chosen(choice))
}

/** The same from the whole file. */
export async function wholeOrders(choice: Choice, sample: Sample, scan: Scan): Promise<DateOrders> {
  return decideOrders(await wholeEvidence(scan, dateColumns(choice, sample)), chosen(choice))
}

/** Throws `needs_setting` where a column’s dates could be either. */
export function assertOrders({ ask }: DateOrders, { fileName }: Sniffed): void {
  const [first] = ask
  if (first) throw needsSetting(`${fileName}: ${dateSetting.label} The column “${first.column}” holds ${first.example}. Add --set dates=dmy or --set dates=mdy`, dateSetting, fileName)
}
