import {html} from 'lit'
import type {TemplateResult} from 'lit'

// Lines on a grid of 24, drawn for this project.
function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`
}

export const chatIcon = icon(
  'M6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.7 3.8c-.3.3-.8 0-.8-.4V15.8A2.5 2.5 0 0 1 4 13.5v-7A2.5 2.5 0 0 1 6.5 4Zm2.2 6.2 2.3 2.3 4.3-4.5',
)
export const closeIcon = icon('m6.5 6.5 11 11m0-11-11 11')
export const clearIcon = icon('M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7m-6.8 4v5m3.6-5v5')
export const sendIcon = icon('M5 12h13m-5.5-6 6 6-6 6')
export const downIcon = icon('M12 5v13m-5.5-5.5 5.5 5.5 5.5-5.5')
export const checkIcon = icon('m5.5 12.5 4.3 4.3 9-9.6')
export const copyIcon = icon('M9 9h10v11H9zM15 9V4H5v11h4')
export const printIcon = icon('M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z')
export const outIcon = icon('M9 5H5v14h14v-4M13 5h6v6m0-6-9 9')
