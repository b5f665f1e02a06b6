/** The address that makes a phone's calendar subscribe instead of a browser download: the same one with calendars' own scheme. */
export function subscribeAddress(url: string): string {
  return url.replace(/^https?:/, "webcal:");
}
