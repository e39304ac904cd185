/** 1 easy to 5 hard, as sheets and texts say it. */
export const DIFFICULTY_WORDS: Readonly<Record<string, number>> = {
  易: 1,
  容易: 1,
  简单: 1,
  较易: 2,
  较容易: 2,
  较简单: 2,
  中: 3,
  中等: 3,
  一般: 3,
  适中: 3,
  较难: 4,
  难: 5,
  困难: 5,
  很难: 5,
};
