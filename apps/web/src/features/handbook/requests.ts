import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { myTasksKey } from '../../shared/api/requests/my-tasks.js';
import type { MyHandbook } from '../../shared/api/types.js';

const handbookKey = (postId: string) => ['my', 'handbook', postId] as const;

/** The handbook of one of my posts: 通用 sections of the enterprise and 专业 sections of the post. */
export function useMyHandbook(postId: string) {
  return useQuery({
    queryKey: handbookKey(postId),
    queryFn: ({ signal }) => api.get<MyHandbook>('/my/handbook', { query: { postId }, signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** Notes that a section was opened; shown at once, and said again to the server on the next opening if it did not arrive. */
export function useMarkRead(postId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sectionId: string) => api.post<void>(`/my/handbook/sections/${sectionId}/reading`, { body: {} }),
    retry: 3,
    onSuccess: (_, sectionId) => {
      client.setQueryData<MyHandbook>(handbookKey(postId), (book) =>
        book
          ? { ...book, sections: book.sections.map((one) => (one.id === sectionId ? { ...one, read: true } : one)) }
          : book,
      );
      void client.invalidateQueries({ queryKey: myTasksKey });
    },
  });
}

/** «我已学习» for exactly the versions on the screen. */
export function useSignReceipt(book: MyHandbook) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api.post<unknown>('/my/handbook/receipts', {
        body: {
          postId: book.postId,
          generalVersionId: book.general?.versionId ?? null,
          postVersionId: book.professional?.versionId ?? null,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: handbookKey(book.postId) });
      void client.invalidateQueries({ queryKey: myTasksKey });
    },
  });
}
