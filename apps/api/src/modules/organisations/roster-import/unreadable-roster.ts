/** The file as a whole cannot be read; `message` is zh-CN. Refused rows of a readable file are no error. */
export class UnreadableRosterError extends Error {}
