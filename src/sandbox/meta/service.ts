/**
 * Owns: what the twin answers to a request for graph.facebook.com or graph.instagram.com: who may ask, which edge is meant, usage headers, figures.
 * Never: sockets, or what goes wrong on the way (../wire.ts).
 */
import { createHmac } from "node:crypto";
import type { Json, JsonObject } from "../../core/json";
import { page as htmlPage, type Asked, type Reply } from "../wire";
import { answerAccount, answerContainer, answerMedia, answerMediaComment } from "./account";
import { EDGES } from "./described";
import { badParameter, GraphProblem, notFound, problem, Undescribed } from "./errors";
import { checkFields } from "./fields";
import { METRICS } from "./nodes";
import { answerComment, answerPage, answerPost } from "./page";
import { requestOf, textOf, type GraphRequest } from "./request";
import { MetaStore } from "./store";
import { wrongParameter } from "./typed";

export interface MetaKeys {
  page_token: string;
  instagram_token: string;
}

const DAY_MS = 24 * 3_600_000;
export class MetaService {
  readonly store: MetaStore;
  /** Everything the app publishes is seen by people with a role only. */
  development = false;
  /** Milliseconds until reads show what was written. */
  lag_ms = 0;
  /** Milliseconds until a container is ready. */
  prepare_ms = 0;
  /** Posts that the Instagram account may publish in 24 hours. */
  quota = 100;
  /** Pictures' addresses that cannot be fetched, and those that turn out to be none. */
  readonly unreachable = new Set<string>();
  readonly spoiled = new Set<string>();
  /** "Require app secret" of the app; "" when it is off. */
  app_secret = "";
  /** Subcode with which every token is refused (460 password changed, 463 expired, 467 invalid); null: they are good. */
  refused: number | null = null;
  /** Everything that was asked, by its edge in Meta's words, e.g. `POST Page/feed`; `wrong`: why Meta describes no such request. */
  readonly asked: { edge: string; wrong: string | null }[] = [];

  constructor(
    readonly keys: MetaKeys,
    readonly now: () => number,
  ) {
    this.store = new MetaStore({ id: "1015551234567890", name: "Northlight Studio" }, { id: "17841400000000001", username: "northlight" });
    this.store.tokens.set(keys.page_token, { made: now(), ends: null });
    this.store.tokens.set(keys.instagram_token, { made: now(), ends: now() + 60 * DAY_MS });
  }

  private admit({ token, params }: GraphRequest): void {
    const known = this.store.tokens.get(token);
    if (this.refused !== null) throw new GraphProblem(190, this.refused, "Error validating access token: Session has expired or is invalid.");
    if (!known) throw new GraphProblem(190, null, "Invalid OAuth access token - Cannot parse access token");
    if (known.ends !== null && known.ends <= this.now()) throw new GraphProblem(190, 463, "Error validating access token: Session has expired.");
    const proof = createHmac("sha256", this.app_secret).update(token).digest("hex");
    if (this.app_secret !== "" && params["appsecret_proof"] !== proof) throw new GraphProblem(100, null, "API calls from the server require an appsecret_proof argument");
  }

  /** A new token for a good one that is at least a day old; the old one lives on. */
  private renew({ token, params }: GraphRequest): Json {
    const known = this.store.tokens.get(token);
    if (textOf(params, "grant_type") !== "ig_refresh_token" || !known || known.ends === null) throw new GraphProblem(100, null, "Invalid parameter");
    if (this.now() - known.made < DAY_MS) throw new GraphProblem(10, null, "The access token is too young to be refreshed", 403);
    const fresh = `${this.keys.instagram_token}-${this.store.number()}`;
    this.store.tokens.set(fresh, { made: this.now(), ends: this.now() + 60 * DAY_MS });
    return { access_token: fresh, token_type: "bearer", expires_in: (60 * DAY_MS) / 1_000 };
  }

  private insights(id: string, kind: string, params: JsonObject): Json {
    const metrics = textOf(params, "metric").split(",");
    if (metrics.some((metric) => !(METRICS[kind] ?? []).includes(metric))) throw new Undescribed("(#100) The value must be a valid insights metric");
    const data = metrics.flatMap((name): JsonObject[] => {
      const value = this.store.figures.get(`${id}/${name}`);
      return value === undefined ? [] : [{ name, period: textOf(params, "period") || "lifetime", values: [{ value: name === "post_reactions_by_type_total" ? { like: value } : value }], id: `${id}/insights/${name}` }];
    });
    return { data };
  }

  /** The account has edges and fields by the login whose token is used. */
  accountKind(token: string): "IGUser" | "IGUserForIGOnlyAPI" {
    return token === this.keys.page_token ? "IGUser" : "IGUserForIGOnlyAPI";
  }

  /** What an id stands for, and who answers for it. */
  private node(id: string, token: string): { kind: string; answer: (request: GraphRequest) => Json } | null {
    const { store, now } = this;
    const seen = ({ shown_from }: { shown_from: number }): boolean => shown_from <= now();
    if (id === "refresh_access_token") return { kind: "root", answer: (request) => this.renew(request) };
    if (id === store.page.id || (id === "me" && token === this.keys.page_token)) return { kind: "Page", answer: (request) => answerPage(this, request) };
    if (id === store.account.id || id === "me") return { kind: this.accountKind(token), answer: (request) => answerAccount(this, request) };
    const [post, media, container, comment] = [store.posts.find((one) => one.id === id && seen(one)), store.media.find((one) => one.id === id && seen(one)), store.containers.get(id), store.comments.find((one) => one.id === id)];
    if (post) return { kind: "PagePost", answer: (request) => answerPost(this, post, request) };
    if (media) return { kind: "IGMedia", answer: (request) => answerMedia(this, media, request) };
    if (container) return { kind: "IGContainer", answer: (request) => answerContainer(this, container, request) };
    if (comment?.id.includes("_")) return { kind: "Comment", answer: (request) => answerComment(this, comment, request) };
    return comment ? { kind: "IGComment", answer: (request) => answerMediaComment(this, comment, request) } : null;
  }

  /** Only what Meta describes is carried out: edge, method, parameters with their types. */
  private carryOut({ parts, method, params, token, ...rest }: GraphRequest): Json {
    const [first = "", edge = ""] = parts;
    // Figures are also asked of what is not held here.
    const node = this.node(first, token) ?? (edge === "insights" ? { kind: first.includes("_") ? "PagePost" : "IGMedia", answer: () => null } : null);
    if (node === null) throw notFound(first);
    const name = node.kind === "root" ? first : edge;
    this.asked.push({ edge: `${method} ${node.kind}${name === "" ? "" : `/${name}`}`, wrong: null });
    const edges = EDGES[node.kind]?.[name];
    const described = method === "GET" ? edges?.GET : method === "POST" ? edges?.POST : method === "DELETE" ? edges?.DELETE : undefined;
    if (parts.length > 2 || edges === undefined) throw new Undescribed(`(#100) Tried accessing nonexisting field (${edge}) on node type (${node.kind})`);
    if (described === undefined) throw new Undescribed(`Unsupported ${method.toLowerCase()} request. Object with ID '${first}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`, 33);
    const wrong = wrongParameter(params, rest.file?.name ?? null, described);
    if (wrong !== null) throw badParameter(wrong);
    if (method === "GET" && edges.of !== undefined) checkFields(textOf(params, "fields"), edges.of);
    return edge === "insights" ? this.insights(first, node.kind, params) : node.answer({ parts, method, params, token, ...rest });
  }

  answer(asked: Asked): Reply {
    const request = requestOf(asked);
    if (!request) return htmlPage(404, "<html><body>Sorry, this page isn't available.</body></html>");
    try {
      this.admit(request);
      return { status: 200, headers: { "x-app-usage": JSON.stringify({ call_count: 3, total_time: 1, total_cputime: 1 }) }, body: this.carryOut(request) };
    } catch (error) {
      if (!(error instanceof GraphProblem)) throw error;
      const last = this.asked.at(-1);
      if (error instanceof Undescribed && last) last.wrong = error.message;
      return problem(error, {}, this.accountKind(request.token) !== "IGUser");
    }
  }

  /** What anybody can read on the Page and the account now. */
  publicTexts(): string[] {
    return [...this.store.posts.filter((one) => one.is_public).map(({ message }) => message), ...this.store.media.filter((one) => one.is_public).map(({ caption }) => caption)];
  }
}
