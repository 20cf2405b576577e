import { keycaps } from '../lib/keyboard.ts'
import './controls.css'

export function Keycaps({ shortcut }: { shortcut: string }) {
  return (
    <span className="keycaps">
      {keycaps(shortcut).map((key, index) => <kbd className="keycap" key={index}>{key}</kbd>)}
    </span>
  )
}
