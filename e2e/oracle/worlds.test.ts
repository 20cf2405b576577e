import { testWorlds } from './try-worlds.ts'

testWorlds({ worlds: 100, seed: 20260701 })
