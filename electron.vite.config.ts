import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Node 20 runs the loopback host; Electron 45 brings its own, newer one. */
const nodeTarget = 'node20'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      rolldownOptions: {
        input: { index: at('electron/main/index.ts'), utility: at('electron/hosts/utility.ts') },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          // The door to the network is a file of its own, so that a test can tell that nothing else imports a socket.
          codeSplitting: { groups: [{ name: 'egress', test: /electron[\\/]engine[\\/]egress[\\/]/ }], includeDependenciesRecursively: false },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome120',
      // Fonts stay files: the policy of the page allows no font from elsewhere, and inlining them delays the first paint.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
      chunkSizeWarningLimit: 4000,
    },
  },
})
