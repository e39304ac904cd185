export { IdentityModule } from './identity.module.js';
export { identityErrors } from './identity.errors.js';
export { identityPermissions } from './identity.permissions.js';
export { Bootstrap } from './accounts/bootstrap.js';
export { writeFirstAdministrator } from './accounts/first-administrator-file.js';
export { CreateAccount, type CreateAccountRequest } from './accounts/create-account.js';
export { CreateAccountBatch } from './accounts/create-account-batch.js';
export { PasswordHasher } from './passwords/password-hasher.js';
export { readablePassword } from './passwords/readable-password.js';
