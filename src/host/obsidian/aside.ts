/**
 * Owns: a program in a worker of the window: what it does never holds up Obsidian.
 * Never: code from outside; the program is part of the plugin's own file.
 */
import type { Aside } from "../../ports";
import { asideOver, threadCode } from "../aside";

/** Null where there are no workers, or where one is refused. */
export function startAside(program: string): Aside | null {
  if (typeof Worker === "undefined") return null;
  return asideOver((heard, broke) => {
    const address = URL.createObjectURL(new Blob([threadCode(program, "(hear => { onmessage = ({ data }) => hear(data); })", "postMessage")], { type: "text/javascript" }));
    try {
      const worker = new Worker(address, { name: "autonomous-employee-understanding" });
      worker.onmessage = ({ data }: MessageEvent<Parameters<typeof heard>[0]>) => heard(data);
      worker.onerror = () => {
        worker.terminate();
        broke();
      };
      return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
    } catch {
      return null;
    } finally {
      URL.revokeObjectURL(address);
    }
  });
}
