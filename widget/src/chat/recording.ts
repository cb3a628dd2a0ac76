import { bareType } from "../rules/files";
import { change, state } from "./state";

let recorder: MediaRecorder | undefined;
let parts: Blob[] = [];
let since = 0;
let timer: ReturnType<typeof setInterval>;

/** Whether this browser records something the server takes. Pages without https have no microphone. */
export function canRecord(): boolean {
  const takes = (type: string) => type.startsWith("audio") && MediaRecorder.isTypeSupported(type);
  return "MediaRecorder" in window && "mediaDevices" in navigator && state.config.limits.file_types.some(takes);
}

/** Asks for the microphone and records until finishRecording or dropRecording. */
export async function startRecording(): Promise<void> {
  change({ recording: 0, menu: false });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32_000 });
  } catch {
    change({ notice: { key: "e_microphone" } });
    return dropRecording();
  }
  // The visitor may have left while the browser was asking.
  if (state.recording === null) return dropRecording();
  since = Date.now();
  parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  timer = setInterval(() => change({ recording: (Date.now() - since) / 1000 }), 250);
}

/** Ends the recording and gives it away, with its length in milliseconds. */
export function finishRecording(give: (recording: Blob, length: number) => void): void {
  const length = Date.now() - since;
  const own = recorder;
  // It ends by itself when the microphone is let go.
  if (own) own.onstop = () => give(new Blob(parts, { type: bareType(own.mimeType) }), length);
  dropRecording();
}

/** Lets go of the microphone. */
export function dropRecording(): void {
  clearInterval(timer);
  change({ recording: null });
  for (const track of recorder?.stream.getTracks() ?? []) track.stop();
  recorder = undefined;
}
