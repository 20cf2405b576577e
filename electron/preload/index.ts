import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, type EngineState, type KeysState, type WindowBridge, type WindowMessage } from '../../shared/window-bridge.ts'

const bridge: WindowBridge = {
  connect: () => ipcRenderer.send(channels.connect),
  // Main answers these as the bridge declares them.
  openFiles: (choice) => ipcRenderer.invoke(channels.openFiles, choice) as Promise<string[]>,
  saveFile: (choice) => ipcRenderer.invoke(channels.saveFile, choice) as Promise<string | null>,
  keys: () => ipcRenderer.invoke(channels.keys) as Promise<KeysState>,
  setKey: (name, key) => ipcRenderer.invoke(channels.setKey, name, key) as Promise<KeysState>,
  // Throws for anything that is no File.
  pathForFile: (file) => webUtils.getPathForFile(file as File),
}

const tellPage = (message: WindowMessage, ports: readonly MessagePort[] = []) => {
  window.postMessage(message, window.location.origin, [...ports])
}

ipcRenderer.on(channels.port, (event) => tellPage({ bandstand: 'port' }, event.ports))
ipcRenderer.on(channels.engine, (_event, state: EngineState) => tellPage({ bandstand: 'engine', state }))
contextBridge.exposeInMainWorld('bandstand', bridge)
