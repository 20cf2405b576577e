import { once } from 'node:events'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { ensureBuilt } from '../../build.ts'
import { collectByOneThread, giveWayToWindow } from '../../priority.ts'
import { startWebHost } from '../../web.ts'
import { offerLinks } from '../../web/offer-links.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends JsonOption {
  port?: number
  open: boolean
}

/** Serves the window until Ctrl-C. */
export const addServe = (program: Command, terminal: Terminal): Command =>
  program
    .command('serve <workspace>')
    .description('open the workspace in a browser window, served on this machine only')
    .option('--port <number>', 'port to listen on; default: a free one', readWhole)
    .option('--no-open', 'print the link instead of opening a browser')
    .action(async (workspace: string, options: Options) => {
      await ensureBuilt(join(import.meta.dirname, '../../../..'))
      const host = await startWebHost({
        dataDirectory: await terminal.dataDirectory(),
        workspace: resolve(terminal.folder, workspace),
        port: options.port,
        open: options.open,
        onReady: ({ link, opened }) =>
          printResult(terminal, options, { url: link, opened }, () =>
            opened ? 'The workspace is open in its own window. Enter prints a link to open it elsewhere, Ctrl-C ends it.\n' : `Open this link in a browser on this machine; it works once:\n\n  ${link}\n\nEnter prints another, Ctrl-C ends it.\n`,
          ),
      })
      // After the browser has been started: it would inherit the priority.
      giveWayToWindow()
      collectByOneThread()
      offerLinks(host, terminal.note)
      if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
      await host.close()
    })
