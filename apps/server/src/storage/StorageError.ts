/** The database cannot be opened or used; the message is for the person who runs the server. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
