/**
 * Owns: a call every second, by the clock of the window that shows an element: a window in the background is slow to call (PRODUCT G2), and a
 * closed one never does.
 * Never: counting; whoever is called compares times.
 */
export class Ticker {
  private stop: () => void = () => undefined;
  private readonly unhook: () => void;

  constructor(
    element: HTMLElement,
    private readonly tick: () => void,
  ) {
    this.start(element.win);
    this.unhook = element.onWindowMigrated((win) => this.start(win));
  }

  private start(win: Window): void {
    this.stop();
    const timer = win.setInterval(this.tick, 1000);
    this.stop = () => win.clearInterval(timer);
  }

  close(): void {
    this.unhook();
    this.stop();
  }
}
