// The operations console: signs in, asks once a second, shows, and stops trading.

import { Api, ApiError, Metrics, health } from './api.js';
import { Lines } from './charts.js';
import { byId, bytes, decimal, duration, element, facts, fill, rate, row, whole } from './page.js';

const TOKEN = 'ringfence.token';
const EVERY_MILLIS = 1000;
const STAGES = { taken: 'taken', committed: 'committed', answered: 'answered' };
const QUANTILES = ['0.5', '0.9', '0.99', '0.999', '0.9999'];
const RESULTS = ['approve', 'reduce_size', 'reject'];
const SHOWN_REJECTS = 12;

let session = null;

/** What belongs to one sign-in; whatever arrives after its end is dropped. */
class Session {
  constructor(token) {
    this.api = new Api(token);
    this.ended = false;
    this.counts = new Map();
    this.countedAt = NaN;
    this.charts = [];
  }

  start() {
    this.decisionLines = new Lines(
      byId('decisions-chart'),
      [['approved', '--good'], ['reduced', '--warn'], ['rejected', '--bad']],
      rate,
    );
    this.latencyLines = new Lines(
      byId('latency-chart'),
      [['p50', '--good'], ['p99', '--warn'], ['p99.99', '--bad']],
      duration,
      'logarithmic',
    );
    this.charts = [this.decisionLines, this.latencyLines];
    this.turn();
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.charts.forEach(chart => chart.clear());
  }

  async turn() {
    const parts = await Promise.allSettled([
      this.measured(),
      this.risk(),
      this.headroom(),
      this.positions(),
      this.orders(),
      this.market(),
    ]);
    if (this.ended) {
      return;
    }
    trouble(parts.filter(part => part.status === 'rejected').map(part => part.reason));
    this.timer = setTimeout(() => this.turn(), EVERY_MILLIS);
  }

  /** Asks and shows, unless the session ended meanwhile; who may not see it is told so in its place. */
  async show(path, place, shown) {
    try {
      const answer = await this.api.get(path);
      if (!this.ended) {
        shown(answer);
      }
    } catch (problem) {
      if (problem instanceof ApiError && problem.status === 403) {
        byId(place).replaceChildren(element('p', 'This key may not see this.', 'none'));
      } else {
        throw problem;
      }
    }
  }

  risk() {
    return this.show('/v1/risk/state', 'kills', showKills);
  }

  headroom() {
    return this.show('/v1/risk/headroom', 'headroom', showHeadroom);
  }

  positions() {
    return this.show('/v1/positions', 'positions', ({ positions }) => fill(byId('positions'), positions.map(position =>
      row(
        position.account,
        position.symbol,
        { n: decimal(position.qty) },
        { n: decimal(position.market_value) },
        { n: decimal(position.unrealized_pnl), className: position.unrealized_pnl?.startsWith('-') ? 'bad-text' : '' },
        { n: decimal(position.realized_pnl), className: position.realized_pnl?.startsWith('-') ? 'bad-text' : '' },
      ))));
  }

  async orders() {
    await this.show('/v1/orders?status=open&limit=100', 'orders', ({ orders }) => fill(byId('orders'), orders.map(order =>
      row(
        order.order_id,
        order.account,
        order.symbol,
        order.side,
        order.type,
        { n: decimal(order.leaves_qty) },
        { n: decimal(order.limit_price ?? order.stop_price) },
      ))));
    await this.show('/v1/orders?status=all&limit=200', 'rejects', ({ orders }) => this.showRejects(orders));
  }

  showRejects(orders) {
    const refused = orders
      .filter(order => order.status === 'rejected' || order.decision.result === 'reduce_size')
      .slice(0, SHOWN_REJECTS);
    const place = byId('rejects');
    const shown = new Map([...place.querySelectorAll('details')].map(details => [details.dataset.order, details]));
    const lines = refused.map(order => shown.get(order.order_id) ?? this.reject(order));
    // What somebody reads stays until he closes it.
    const read = [...shown.values()].filter(details => details.open && !lines.includes(details));
    place.replaceChildren(...(lines.length === 0 ? [element('p', 'none', 'none')] : [...lines, ...read]));
  }

  /** One refused order; its eight readings are fetched when it is opened. */
  reject(order) {
    const details = document.createElement('details');
    details.dataset.order = order.order_id;
    const reason = order.code ?? order.decision.code;
    const what = order.status === 'rejected'
      ? `rejected: ${reason} ${order.name ?? order.decision.name}`
      : `reduced to ${decimal(order.decision.approved_qty)}: ${order.decision.code} ${order.decision.name}`;
    details.append(element('summary', [
      element('span', new Date(order.created_at).toLocaleTimeString(), 'quiet'),
      element('span', `${order.account} ${order.side} ${decimal(order.requested_qty)} ${order.symbol}`),
      element('span', what, order.status === 'rejected' ? 'what bad-text' : 'what warn-text'),
    ]));
    details.addEventListener('toggle', async () => {
      if (details.open && details.childElementCount === 1) {
        details.append(await this.readings(order));
      }
    });
    return details;
  }

  async readings(order) {
    try {
      const decision = await this.api.get(`/v1/decisions/${order.decision.id}`);
      const table = element('table', undefined, 'list');
      table.append(element('thead', element('tr', ['gate', 'verdict', 'reason', 'observed', 'limit', 'allowed', 'scope']
        .map((name, i) => element('th', name, i >= 3 && i <= 5 ? 'n' : '')))));
      table.append(element('tbody', decision.gates.map(gate => row(
        String(gate.gate),
        element('span', gate.verdict, gate.verdict === 'pass' ? '' : 'bad-text'),
        `${gate.code} ${gate.name}`,
        { n: decimal(gate.observed) },
        { n: decimal(gate.limit) },
        { n: decimal(gate.allowed_qty) },
        gate.scope ?? '–',
      ))));
      return element('div', table, 'scroll');
    } catch (problem) {
      return element('p', `${problem.message}. An order that is refused before the gates has no readings.`, 'none');
    }
  }

  async market() {
    await this.show('/v1/instruments', 'market', ({ instruments }) => fill(byId('market'), instruments.map(instrument =>
      row(
        instrument.symbol,
        { n: decimal(instrument.market.bid) },
        { n: decimal(instrument.market.ask) },
        { n: instrument.market.dq_score ?? '–' },
        instrument.kill_level === 'active' ? instrument.status : instrument.kill_level,
      ))));
  }

  async measured() {
    const [metrics, ready, trading] = await Promise.all([Metrics.read(), health('ready'), health('trading')]);
    if (!this.ended) {
      showState(ready, trading);
      showJournal(metrics);
      this.showDecisions(metrics);
      this.showLatencies(metrics);
    }
  }

  showDecisions(metrics) {
    const now = performance.now() / 1000;
    const seconds = now - this.countedAt;
    const rates = Object.fromEntries(RESULTS.map(result => [result, 0]));
    const byGate = new Map();
    for (const { labels, value } of metrics.all('ringfence_decisions_total')) {
      const key = `${labels.decision} ${labels.code} ${labels.gate}`;
      const perSecond = Number.isFinite(seconds) ? (value - (this.counts.get(key) ?? 0)) / seconds : 0;
      this.counts.set(key, value);
      rates[labels.decision] += perSecond;
      const shown = `${labels.decision} ${labels.gate}`;
      const sum = byGate.get(shown) ?? { result: labels.decision, gate: labels.gate, rate: 0, count: 0 };
      sum.rate += perSecond;
      sum.count += value;
      byGate.set(shown, sum);
    }
    if (Number.isFinite(seconds)) {
      this.decisionLines.add(new Date().toLocaleTimeString(), RESULTS.map(result => rates[result]));
    }
    this.countedAt = now;
    const sorted = [...byGate.values()].sort((a, b) => b.count - a.count);
    fill(byId('decisions'), sorted.map(sum => row(
      sum.result,
      sum.gate === '0' ? (sum.result === 'reject' ? 'before the gates' : '–') : sum.gate,
      { n: rate(sum.rate) },
      { n: whole(sum.count) },
    )), 'no decision yet');
  }

  showLatencies(metrics) {
    const samples = metrics.all('ringfence_stage_latency_seconds');
    const of = (stage, quantile) =>
      samples.find(({ labels }) => labels.stage === stage && labels.quantile === quantile)?.value ?? NaN;
    fill(byId('latencies'), Object.entries(STAGES).map(([stage, name]) =>
      row(name, ...QUANTILES.map(quantile => ({ n: duration(of(stage, quantile)) })))));
    this.latencyLines.add(
      new Date().toLocaleTimeString(),
      ['0.5', '0.99', '0.9999'].map(quantile => of('committed', quantile)),
    );
  }
}

function trouble(problems) {
  const place = byId('trouble');
  const sentences = [...new Set(problems.map(problem =>
    problem instanceof ApiError ? problem.message : 'The core does not answer; what is shown is old.'))];
  place.hidden = sentences.length === 0;
  place.textContent = sentences.join(' ');
  document.body.classList.toggle('stale', sentences.length > 0);
  if (problems.some(problem => problem instanceof ApiError && problem.status === 401)) {
    signOut('The key is not valid any more.');
  }
}

function showState(ready, trading) {
  const badge = byId('state');
  const word = ready.ok ? trading.status.replace('_', ' ') : 'not ready';
  badge.textContent = word;
  badge.className = `badge ${ready.ok && trading.ok ? 'good' : ready.ok ? 'warn' : 'bad'}`;
  if (trading.status === 'halted') {
    badge.className = 'badge bad';
  }
  const reasons = new Set([...ready.reasons, ...trading.reasons]);
  byId('reasons').replaceChildren(...[...reasons].map(reason => element('li', reason)));
}

function showKills(state) {
  byId('as-of').textContent = `sequence ${decimal(state.as_of_seq)}, ${new Date(state.time).toLocaleTimeString()}`;
  facts(byId('state-rows'), [
    ['everything', level(state.global), alarm(state.global)],
    ['venue', level(state.venue), alarm(state.venue)],
    ...state.accounts.map(account => [
      `account ${account.account}`,
      [level(account.kill_level), account.day_loss_latched ? 'daily loss latched' : '', account.drawdown_latched
        ? 'drawdown latched' : ''].filter(Boolean).join(', '),
      alarm(account.kill_level),
    ]),
  ]);
  fill(byId('kills'), state.kills.map(kill =>
    row(kill.key ? `${kill.scope} ${kill.key}` : kill.scope, level(kill.level), kill.reason || kill.cause, kill.actor)));
}

const level = word => word.replace('_', ' ');
const alarm = word => (word === 'active' ? '' : word === 'halted' ? 'bad-text' : 'warn-text');

function showHeadroom({ accounts }) {
  byId('headroom').replaceChildren(...accounts.flatMap(account => {
    const bars = account.gates.map(gate => bar(`${gate.gate} ${level(gate.name)}`, gate));
    const symbols = account.symbols.flatMap(symbol => [7, 8].map(number => {
      const sides = [symbol.buy, symbol.sell].map(side => side.gates.find(gate => gate.gate === number));
      const fuller = sides.find(side => side.used_bps === undefined)
        ?? (sides[0].used_bps >= sides[1].used_bps ? sides[0] : sides[1]);
      const room = `buy ${decimal(symbol.buy.max_qty_now)}, sell ${decimal(symbol.sell.max_qty_now)} more`;
      return bar(`${number} ${symbol.symbol}`, fuller, room);
    }));
    const place = element('div', [...bars, ...symbols], 'bars');
    return [element('h3', `Account ${account.account}`), place];
  }));
}

/** How much of a limit is used: amber from 70 %, red from 85 %. */
function bar(name, gate, more = '') {
  if (gate.used_bps === undefined) {
    const line = element('div', [element('span', name), element('span', 'not known', 'bad-text'), element('span', '–', 'n')], 'bar');
    line.title = `the gate can not be read (${gate.code}); it refuses`;
    return line;
  }
  const meter = document.createElement('meter');
  Object.assign(meter, { min: 0, max: 10_000, low: 7_000, high: 8_500, optimum: 0, value: gate.used_bps });
  const percent = `${(gate.used_bps / 100).toFixed(gate.used_bps < 1000 ? 1 : 0)} %`;
  const line = element('div', [element('span', name), meter, element('span', percent, 'n')], 'bar');
  line.title = `${decimal(gate.observed)} of ${decimal(gate.limit)}${more ? `; ${more}` : ''}`;
  meter.setAttribute('aria-label', `${name}: ${percent} used, ${line.title}`);
  return line;
}

function showJournal(metrics) {
  const value = name => metrics.value(`ringfence_${name}`);
  const bad = wrong => (wrong ? 'bad-text' : '');
  facts(byId('journal'), [
    ['appended', whole(value('journal_appended_sequence'))],
    ['released', whole(value('journal_released_sequence'))],
    ['signed', whole(value('journal_signed_sequence'))],
    ['not durable yet', whole(value('journal_durable_lag'))],
    ['written', value('journal_failed') > 0 ? 'failed' : 'without failure', bad(value('journal_failed') > 0)],
    ['disk free', bytes(value('journal_disk_free_bytes')), bad(value('journal_disk_level') > 1)],
    ['read model behind', whole(value('follower_lag'))],
    ['records that do not replay', whole(value('follower_divergences')), bad(value('follower_divergences') > 0)],
    ['newest snapshot', whole(value('snapshot_sequence'))],
    ['ring in use', `${whole(value('ring_depth'))} of ${whole(value('ring_capacity'))}`],
    ['requests waiting', whole(value('http_pending'))],
    ['stream clients', whole(value('stream_clients'))],
  ]);
}

async function confirmed(sentence, yes) {
  const dialog = byId('confirm');
  byId('confirm-text').textContent = sentence;
  byId('confirm-yes').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise(done => dialog.addEventListener('close', done, { once: true }));
  return dialog.returnValue === 'yes';
}

function scope() {
  const name = byId('kill-scope').value;
  const key = byId('kill-key').value.trim();
  const request = { scope: name, reason: byId('kill-reason').value.trim() };
  if (!byId('kill-key').disabled) {
    request.key = key;
  }
  return { request, words: request.key ? `${name} ${key}` : name === 'global' ? 'everything' : name };
}

async function act(path, request) {
  const place = byId('kill-answer');
  try {
    const answer = await session.api.post(path, request);
    const changes = answer.changed.map(change =>
      `${change.key ? `${change.scope} ${change.key}` : change.scope} is ${level(change.level)}`);
    place.className = '';
    place.textContent = `${changes.join(', ') || 'Nothing changed'}; ${answer.canceled} orders cancelled (sequence ${answer.seq}).`;
    byId('kill-reason').value = '';
    await session.risk();
  } catch (problem) {
    place.className = 'error';
    place.textContent = problem.message;
  }
}

byId('kill-scope').addEventListener('change', event => {
  const keyed = !['global', 'venue'].includes(event.target.value);
  byId('kill-key').disabled = !keyed;
  byId('kill-key').required = keyed;
});

byId('kill-level').addEventListener('change', event => {
  byId('kill-cancel').checked = event.target.value === 'halted';
});

byId('kill-form').addEventListener('submit', async event => {
  event.preventDefault();
  const { request, words } = scope();
  const halted = byId('kill-level').value === 'halted';
  const cancel = byId('kill-cancel').checked;
  const sentence = `${halted ? 'Halt' : 'Allow only what reduces for'} ${words}${cancel ? ' and cancel its resting orders' : ''}?`;
  if (await confirmed(sentence, 'Yes, stop')) {
    await act('/v1/risk/kill', { ...request, level: byId('kill-level').value, cancel });
  }
});

byId('reset').addEventListener('click', async () => {
  if (byId('kill-form').reportValidity()) {
    const { request, words } = scope();
    if (await confirmed(`Resume trading for ${words}?`, 'Yes, resume')) {
      await act('/v1/risk/kill/reset', request);
    }
  }
});

async function signIn(token) {
  const error = byId('sign-in-error');
  try {
    await new Api(token).get('/v1/risk/state');
  } catch (problem) {
    sessionStorage.removeItem(TOKEN);
    error.textContent = problem instanceof ApiError ? problem.message : 'The core does not answer.';
    return;
  }
  error.textContent = '';
  sessionStorage.setItem(TOKEN, token);
  byId('token').value = '';
  show(true);
  session = new Session(token);
  session.start();
}

function signOut(why = '') {
  sessionStorage.removeItem(TOKEN);
  session?.end();
  session = null;
  show(false);
  byId('sign-in-error').textContent = why;
  byId('state').textContent = 'not signed in';
  byId('state').className = 'badge';
  byId('as-of').textContent = '';
}

function show(signedIn) {
  byId('sign-in').hidden = signedIn;
  byId('console').hidden = !signedIn;
  byId('sign-out').hidden = !signedIn;
}

byId('sign-in-form').addEventListener('submit', event => {
  event.preventDefault();
  signIn(byId('token').value.trim());
});
byId('sign-out').addEventListener('click', () => signOut());

const kept = sessionStorage.getItem(TOKEN);
if (kept) {
  signIn(kept);
}
