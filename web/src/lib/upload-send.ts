import { ApiError } from "./api-error";
import { readAnswer } from "./http";

/** Sends a file's bytes. `progress` is told the share sent, from 0 to 1. Rejects with an `ApiError`. */
export type SendFile<R> = (file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<R>;

/** Sends files as raw bodies to an address. `fetch` cannot tell how much has gone out, hence XMLHttpRequest. */
export function sendTo<R>(address: (file: File) => string): SendFile<R> {
  return (file, progress, signal) =>
    new Promise<R>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address(file));
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      };
      request.onerror = () => reject(new ApiError(0, "offline"));
      request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
      request.onload = () => resolve(readAnswer<R>(asResponse(request)));
      signal.addEventListener("abort", () => request.abort());
      request.send(file);
    });
}

function asResponse(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Content-Type", "Retry-After", "Date"]) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return new Response(request.status === 204 ? null : request.responseText, { status: request.status, headers });
}
