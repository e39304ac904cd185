/** Permission names `<module>.<noun>.<verb>` that the office asks for, to hide what an account may not do. */
export const may = {
  writeOrganisations: 'organisations.organisation.write',
  importRegions: 'organisations.region.import',
  writePeople: 'organisations.person.write',
  revealPeople: 'organisations.person.reveal',
  importRoster: 'organisations.roster.import',
  writePosts: 'posts.post.write',
  writeQuestions: 'questions.question.write',
  reviewQuestions: 'questions.question.review',
  configureBank: 'questions.bank.configure',
  importQuestions: 'questions.import.write',
  writeHandbooks: 'handbooks.handbook.write',
  writeExams: 'exams.session.write',
  publishExams: 'exams.session.publish',
  writePlans: 'training-plans.plan.write',
  revokeCertificates: 'certificates.certificate.revoke',
  writeAccounts: 'identity.account.write',
} as const;
