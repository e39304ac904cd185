/** Scans, and papers made to be printed: no other ending helps. */
const SCANS = new Set(['pdf', 'png', 'jpg', 'jpeg', 'gif', 'bmp', 'webp', 'heic', 'tif', 'tiff']);

/** Why a file cannot be taken, as a message key with its values; null when it can. Sizes are in MB of 1,048,576 bytes. */
export function checkFile(
  file: { readonly name: string; readonly size: number },
  formats: readonly string[],
  maxMegabytes: number,
): { key: 'import.wrong' | 'import.scan' | 'import.large'; values: Record<string, string | number> } | null {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (!formats.includes(ending)) {
    const key = SCANS.has(ending) ? 'import.scan' : 'import.wrong';
    return { key, values: { name: file.name, formats: formats.join('、') } };
  }
  const megabytes = file.size / 1_048_576;
  if (megabytes > maxMegabytes) {
    return { key: 'import.large', values: { name: file.name, n: megabytes.toFixed(1), size: maxMegabytes } };
  }
  return null;
}
