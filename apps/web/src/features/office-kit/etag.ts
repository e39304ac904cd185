/** The entity tag of a resource's version, as the API writes it (contract.md 5). */
export function tagOf(version: number | undefined): string | undefined {
  return version === undefined ? undefined : `"v${version}"`;
}
