const SHOWN = '***';
const LOGIN = /\/\/[^/\s]*@/g;
const NAME = '(?:user|usr|pass|pwd|token|tk|key|sig|secret|auth)[\\w-]*=';
/** In a query a value goes on to the next `&`, whatever else it holds. */
const IN_QUERY = new RegExp(`([?&][^=&\\s]*${NAME})[^&\\s"]*`, 'gi');
/** In a path, as recorders write it (`/user=admin_password=x_channel=1`), to the next name or folder. */
const ANYWHERE = new RegExp(`(${NAME})(?:(?!_[a-z]+=)[^&/\\s"])+`, 'gi');

/**
 * The same text with logins and secrets of addresses blanked, for logs and messages. To be called before
 * a text is cut: half a login cannot be told from a name.
 */
export function redact(text: string): string {
  return text
    .replace(LOGIN, `//${SHOWN}@`)
    .replace(IN_QUERY, `$1${SHOWN}`)
    .replace(ANYWHERE, `$1${SHOWN}`);
}
