import { testWorlds } from './try-worlds.ts'

// A second file, so that both processors work.
testWorlds({ worlds: 100, seed: 19690720 })
