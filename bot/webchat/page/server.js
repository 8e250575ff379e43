// Requests to the channel. A refusal becomes a Refused with the server's sentence.
import { session } from "./session.js";

export class Refused extends Error {
  constructor(status, reason, wait) {
    super(reason);
    this.status = status;
    this.wait = wait; // seconds, from Retry-After
  }
  get isTemporary() {
    return this.status === 429 || this.status >= 500;
  }
}

async function request(method, path, { body, signal } = {}) {
  const headers = {};
  if (session.token) headers.Authorization = `Bearer ${session.token}`;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, {
    method,
    headers,
    body: body && JSON.stringify(body),
    signal,
    cache: "no-store",
    credentials: "omit",
  });
  const fresh = answer.headers.get("Redress-Token");
  if (fresh) session.token = fresh;
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, problem.reason ?? "", Number(answer.headers.get("Retry-After")) || 0);
}

export async function openSession() {
  session.token = "";
  const answer = await request("POST", "sessions", { body: { locale: navigator.language } });
  session.token = (await answer.json()).token;
}

export const postMessage = (message) => request("POST", "messages", { body: message });
export const clearSession = () => request("DELETE", "sessions");
export const openEvents = (after, signal) => request("GET", `events?after=${after}&history=1`, { signal });
