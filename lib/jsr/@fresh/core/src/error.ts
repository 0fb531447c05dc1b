/**
 * An error with an HTTP status. Throw it anywhere below a route: the nearest error page answers with
 * that status, or a plain text response does. Nothing is imported here, so browsers can load it too.
 *
 * @example throw new HttpError(404, "No such appointment");
 */
export class HttpError extends Error {
  /** Status code of the response, e.g. 404. */
  readonly status: number;

  /**
   * @param status Status code of the response.
   * @param message Shown to the client by the default error response; the status text when omitted.
   * @param options Takes the `cause`, which never leaves the server.
   */
  constructor(status: number, message = "", options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}
