import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { MyTasks } from '../types.js';

export const myTasksKey = ['my', 'tasks'] as const;

/** What I have to do, the most urgent first, and the handbooks of my posts. */
export function useMyTasks() {
  return useQuery({ queryKey: myTasksKey, queryFn: ({ signal }) => api.get<MyTasks>('/my/tasks', { signal }) });
}
