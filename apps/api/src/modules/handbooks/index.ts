export { HandbooksModule } from './handbooks.module.js';
