import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { App } from './app/app.tsx'
import { ConnectionKeeper } from './app/connection.tsx'
import { createQueryClient } from './lib/engine.ts'
import { electronHost } from './lib/host-electron.ts'
import { loopbackHost } from './lib/host-loopback.ts'
import { applyTheme } from './lib/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')

// The page's policy forbids compiling text, which zod would otherwise try for speed.
z.config({ jitless: true })
applyTheme()
createRoot(root).render(
  <QueryClientProvider client={createQueryClient()}>
    <Tooltip.Provider delayDuration={400}>
      <ConnectionKeeper host={window.bandstand ? electronHost(window.bandstand) : loopbackHost()}>
        <App />
      </ConnectionKeeper>
    </Tooltip.Provider>
  </QueryClientProvider>,
)
