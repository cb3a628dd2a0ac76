/** Recording a voice note with the browser's own recorder. */

import { t } from "../../lib/i18n";
import { time } from "../../lib/time";

/** What browsers can record, the best for phones first. */
const types = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4", "audio/webm"];

/** Milliseconds after which a recording ends by itself. */
export const longestNote = 5 * 60_000;

/** Whether this browser can record. It cannot on pages without TLS, nor without the programs for it. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
}

export interface Recording {
  /** How loud it is at this moment, from 0 to 1. */
  level(): number;
  /** Ends it and gives what was recorded. */
  finish(): Promise<File>;
  /** Ends it and throws it away. */
  cancel(): void;
}

/** Begins to record. Rejects when the microphone is refused or missing. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = types.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: 32_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const meter = measure(stream);
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  recorder.start();
  return {
    level: meter.level,
    finish: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          end();
          resolve(fileOf(parts, recorder.mimeType));
        };
        if (recorder.state === "inactive") end();
        else recorder.stop();
      }),
    cancel() {
      recorder.onstop = null;
      if (recorder.state !== "inactive") recorder.stop();
      end();
    },
  };
}

function fileOf(parts: Blob[], type: string): File {
  const plain = type.split(";")[0] || "audio/webm";
  const ending = plain === "audio/mp4" ? "m4a" : plain === "audio/ogg" ? "ogg" : "webm";
  return new File(parts, `${t("composer.voice_name", { time: time().clock(Date.now()) })}.${ending}`, { type: plain });
}

/** Tells how loud a stream is. */
function measure(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 256;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  return {
    level() {
      analyser.getByteTimeDomainData(samples);
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
      return Math.min(1, peak / 90);
    },
    close: () => void context.close().catch(() => undefined),
  };
}
