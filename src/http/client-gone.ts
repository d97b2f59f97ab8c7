/** The status that proxies give to a request whose client hung up; nobody is left to read it but the log. */
const CLIENT_CLOSED_REQUEST = 499;

/** The answer to a client that is not there any more: no fault of ours, so no line of an error. */
export function clientGone(): Response {
  return new Response(null, { status: CLIENT_CLOSED_REQUEST });
}
