/** Keeps a value in a map of at most `limit`. A map in insertion order is a queue: the oldest entry leaves when it is full. */
export function remember<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  if (!map.has(key) && map.size >= limit) {
    const oldest = map.keys().next().value;
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}
