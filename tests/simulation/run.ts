/**
 * Owns: one run of the program on the simulated machine: it goes through its points one by one, and at each something may go wrong.
 * Never: anything after its end: what a dead process still tries has no effect.
 */
import type { Ports } from "../../src/ports";
import { readYaml } from "../../src/host/node/yaml";
import type { Employee } from "../../src/employee";
import { PowerCut, settle, type Aftermath } from "../engine/world";
import { portsOf, type Point } from "../engine/world-ports";
import { faultOf, type Fault, type Scene } from "./faults";
import type { Life } from "./life";
import { nameOf } from "./names";

/** Front matter by its text: reading it is pure and slow, and every life has the same. */
const read = new Map<string, unknown>();
const MOST = 5_000;
function readYamlOnce(text: string): unknown {
  if (read.size > MOST) read.clear();
  if (!read.has(text)) read.set(text, readYaml(text));
  return read.get(text);
}

export class Run {
  readonly ports: Ports;
  dead = false;

  constructor(readonly life: Life) {
    const steps = { step: <T>(point: Point, act: () => T | Promise<T>): Promise<T> => this.step(point, act), look: <T>(act: () => T): Promise<T> => this.look(act) };
    const model = portsOf(life.world, steps, this);
    const { mirror } = life;
    const files = mirror ? { notes: mirror.notes(model.notes), files: mirror.files(model.files) } : {};
    this.ports = { ...model, ...files, readYaml: readYamlOnce, randomId: () => life.freshId() };
  }

  /** The power goes, now. */
  kill(aftermath: Aftermath): void {
    if (this.dead) return;
    this.dead = true;
    this.life.powerCut(aftermath);
    if (this.life.world.holder === this) this.life.world.holder = null;
  }

  /** The program is closed as a person closes it; what is not synced yet is still to be. */
  async close(employee: Employee): Promise<void> {
    await employee.stop().catch(() => undefined);
    await settle();
    this.dead = true;
    if (this.life.world.holder === this) this.life.world.holder = null;
  }

  private alive(): void {
    if (this.dead) throw new PowerCut("this process has ended");
  }

  private async look<T>(act: () => T): Promise<T> {
    await Promise.resolve();
    this.alive();
    this.life.looked.add(this.life.trace.length);
    return act();
  }

  private async step<T>(point: Point, act: () => T | Promise<T>): Promise<T> {
    await Promise.resolve();
    this.alive();
    const { life } = this;
    life.remember(point);
    const incident = life.incidentAt(nameOf(point), point);
    if (incident === null) {
      const result = await act();
      this.alive();
      return result;
    }
    const fault: Fault = faultOf(incident.fault);
    const scene: Scene = { run: this, point, pick: incident.pick };
    fault.before?.(scene);
    this.alive();
    if (fault.fails) throw fault.fails(scene);
    if (fault.answers) life.instead = (request) => fault.answers?.(scene, request) ?? life.partners.answer(request);
    const result = await act();
    fault.after?.(scene);
    this.alive();
    return result;
  }
}
