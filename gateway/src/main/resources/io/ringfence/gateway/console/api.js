// The API of the core, as the console needs it.

/** What the core refused, with its own sentence. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `status ${status}`);
    this.status = status;
  }
}

export class Api {
  #token;

  constructor(token) {
    this.#token = token;
  }

  get(path) {
    return this.#send('GET', path);
  }

  post(path, body) {
    return this.#send('POST', path, JSON.stringify(body));
  }

  async #send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}` };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const answer = await fetch(path, { method, headers, body, cache: 'no-store', credentials: 'omit' });
    const document = await answer.json();
    if (!answer.ok) {
      throw new ApiError(answer.status, document);
    }
    return document;
  }
}

/** A probe: its word and its reasons, whatever its status. */
export async function health(name) {
  const answer = await fetch(`/health/${name}`, { cache: 'no-store', credentials: 'omit' });
  return { ok: answer.ok, ...(await answer.json()) };
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Samples of the Prometheus text format. */
export class Metrics {
  #samples = new Map();

  static async read() {
    const answer = await fetch('/metrics', { cache: 'no-store', credentials: 'omit' });
    return new Metrics(await answer.text());
  }

  constructor(text) {
    for (const line of text.split('\n')) {
      const match = line.startsWith('#') ? null : SAMPLE.exec(line);
      if (match) {
        const labels = Object.fromEntries([...(match[2] ?? '').matchAll(LABEL)].map(label => [label[1], label[2]]));
        const of = this.#samples.get(match[1]) ?? [];
        of.push({ labels, value: Number(match[3]) });
        this.#samples.set(match[1], of);
      }
    }
  }

  all(name) {
    return this.#samples.get(name) ?? [];
  }

  /** The one sample of a metric without labels; NaN when there is none. */
  value(name) {
    return this.all(name)[0]?.value ?? NaN;
  }
}
