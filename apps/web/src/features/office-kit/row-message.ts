/** 「综采表 27 行 G 列：答案…」 → 「答案…」, where sheet, row and column stand in columns of their own. */
export function withoutPlace(message: string): string {
  return message.replace(/^[^：]{0,60}?\d+ ?行[^：]{0,12}：\s*/u, '');
}
