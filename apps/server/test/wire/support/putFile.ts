type Options = { headers?: Record<string, string> };

/** Brings the bytes of a file that was offered. */
export function putFile(
  server: { url: string },
  fileId: string,
  bytes: NonNullable<RequestInit['body']>,
  { headers }: Options = {},
): Promise<Response> {
  return fetch(`${server.url}/api/v1/files/${fileId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: bytes,
    // A stream is sent as it comes.
    ...(bytes instanceof ReadableStream && { duplex: 'half' }),
  });
}
