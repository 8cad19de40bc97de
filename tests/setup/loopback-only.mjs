/**
 * Owns: that no test reaches any machine but this one. Loaded by every test and, through NODE_OPTIONS, by every program that a test starts.
 * Never: a way around it. `*.invalid` (RFC 2606) fails as an unknown name without asking anybody.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i;
const UNKNOWN = /\.invalid\.?$/i;

function refusal(host) {
  const error = new Error(`Tests may use only this machine's loopback; something tried to reach ${host}.`);
  return Object.assign(error, { code: "EACCES", hostname: host });
}

function notFound(host) {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: host });
}

const allowed = (host) => LOOPBACK.test(host) || UNKNOWN.test(host);

/** The three ways to call connect: (options), (port, host) and (path); Node's own callers pass the normalised list. */
function hostOf(args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) return first.path ? "localhost" : (first.host ?? "localhost");
  const isPort = typeof first === "number" || /^\d+$/.test(String(first));
  return isPort && typeof args[1] === "string" ? args[1] : "localhost";
}

if (!globalThis[Symbol.for("loopback-only")]) {
  globalThis[Symbol.for("loopback-only")] = true;

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    const host = hostOf(args);
    if (!allowed(host)) throw refusal(host);
    return connect.apply(this, args);
  };

  const send = dgram.Socket.prototype.send;
  dgram.Socket.prototype.send = function (...args) {
    const host = args.slice(1).find((arg) => typeof arg === "string") ?? "localhost";
    if (!allowed(host)) throw refusal(host);
    return send.apply(this, args);
  };

  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    if (LOOPBACK.test(host)) return lookup.call(dns, host, ...rest);
    const callback = rest.at(-1);
    process.nextTick(callback, UNKNOWN.test(host) ? notFound(host) : refusal(host));
    return {};
  };
  const lookupLater = dns.promises.lookup;
  dns.promises.lookup = async function (host, ...rest) {
    if (LOOPBACK.test(host)) return lookupLater.call(dns.promises, host, ...rest);
    throw UNKNOWN.test(host) ? notFound(host) : refusal(host);
  };

  for (const resolver of [dns, dns.Resolver.prototype]) {
    for (const name of Object.keys(Object.getOwnPropertyDescriptors(resolver)).filter((key) => /^resolve|^reverse$/.test(key))) {
      resolver[name] = (host, ...rest) => process.nextTick(rest.at(-1), refusal(host));
    }
  }
  for (const resolver of [dns.promises, dns.promises.Resolver.prototype]) {
    for (const name of Object.keys(Object.getOwnPropertyDescriptors(resolver)).filter((key) => /^resolve|^reverse$/.test(key))) {
      resolver[name] = async (host) => {
        throw refusal(host);
      };
    }
  }
  syncBuiltinESMExports();

  const option = `--import=${import.meta.url}`;
  const others = process.env.NODE_OPTIONS ?? "";
  if (import.meta.url.startsWith("file:") && !others.includes(option)) process.env.NODE_OPTIONS = `${others} ${option}`.trim();
}
