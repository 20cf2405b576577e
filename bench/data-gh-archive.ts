import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

const types = ['PushEvent', 'PushEvent', 'PushEvent', 'PushEvent', 'PushEvent', 'WatchEvent', 'ForkEvent', 'PullRequestEvent', 'IssuesEvent', 'CreateEvent'] as const
const hex = (seed: number) => (seed * 0x9e3779b1 >>> 0).toString(16).padStart(8, '0').repeat(5)

function payload(type: (typeof types)[number], seed: number): string {
  switch (type) {
    case 'PushEvent':
      return `{"repository_id":${seed % 90_000},"push_id":${27_000_000_000 + seed},"ref":"refs/heads/main","head":"${hex(seed)}","before":"${hex(seed >>> 1)}"}`
    case 'WatchEvent':
      return '{"action":"started"}'
    case 'ForkEvent':
      return `{"action":"forked","forkee":{"id":${seed},"full_name":"user${seed % 400_000}/sdk","owner":{"login":"user${seed % 400_000}","type":"User"}}}`
    case 'PullRequestEvent':
    case 'IssuesEvent':
      return `{"action":"${seed % 3 === 0 ? 'closed' : 'opened'}","number":${seed % 9_000},"${type === 'IssuesEvent' ? 'issue' : 'pull_request'}":{"id":${seed},"number":${seed % 9_000},"url":"https://api.github.com/repos/org${seed % 4_000}/repo${seed % 90_000}/items/${seed % 9_000}"}}`
    case 'CreateEvent':
      return `{"ref":"feature-${seed % 500}","ref_type":"branch","full_ref":"refs/heads/feature-${seed % 500}","master_branch":"main","description":"Repository number ${seed % 90_000}","pusher_type":"user"}`
  }
}

function event(row: number): string {
  const seed = (row * 2654435761) >>> 0
  const actor = seed % 400_000
  const repo = `org${seed % 4_000}/repo${seed % 90_000}`
  const type = types[(seed >>> 7) % types.length] ?? 'PushEvent'
  const at = new Date(Date.UTC(2025, 10, 1) + Math.floor(row / 5) * 1000).toISOString().replace('.000', '')
  return (
    `{"id":"${55_000_000_000 + row}","type":"${type}","actor":{"id":${actor},"login":"user${actor}","display_login":"user${actor}","gravatar_id":"",` +
    `"url":"https://api.github.com/users/user${actor}","avatar_url":"https://avatars.githubusercontent.com/u/${actor}?"},` +
    `"repo":{"id":${seed % 90_000},"name":"${repo}","url":"https://api.github.com/repos/${repo}"},"payload":${payload(type, seed)},"public":true,"created_at":"${at}"}\n`
  )
}

/** Writes `rows` events in the shape GH Archive has had since October 2025, gzipped NDJSON. */
export async function writeGhArchive(path: string, rows: number): Promise<void> {
  const zip = createGzip({ level: 1 })
  const out = zip.pipe(createWriteStream(path))
  for (let row = 0; row < rows; ) {
    const lines: string[] = []
    for (const end = Math.min(rows, row + 5_000); row < end; row++) lines.push(event(row))
    if (!zip.write(lines.join(''))) await once(zip, 'drain')
  }
  zip.end()
  await finished(out)
}
