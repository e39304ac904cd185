/** Pages of the office that are also for whoever an exam names as its invigilator, whatever his roles are. */
const pages = [
  /^\/office\/invigilation\/?$/,
  /^\/office\/exams\/[^/]+\/(board|papers)\/?$/,
  // Where a printed paper is keyed in and settled.
  /^\/office\/exams\/papers\/[^/]+\/?$/,
];

/** Is this one of them? The server decides what is shown there. */
export const isForInvigilators = (path: string): boolean => pages.some((page) => page.test(path));
