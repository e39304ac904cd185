// Loaded before the API and the worker (`node --import`): when the supervisor dies, even by kill -9, they drain and end.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref(); // waiting for that must not keep a finished process alive
}
