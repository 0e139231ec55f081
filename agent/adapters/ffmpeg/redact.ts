const LOGIN = /\/\/[^/\s]*@/g;
const SECRET =
  /([?&](?:[a-z_-]*(?:token|password|passwd|pwd|secret|sign|signature|key|auth))=)[^&\s]+/gi;

/** The same text with logins and secret parameters of addresses blanked: for logs and messages. */
export function redact(text: string): string {
  return text.replace(LOGIN, '//***@').replace(SECRET, '$1***');
}
