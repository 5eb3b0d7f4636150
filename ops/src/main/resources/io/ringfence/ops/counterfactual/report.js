'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const byId = (id) => document.getElementById(id);
const currency = data.totals.currency;
const KINDS = {
  refused: 'refused', reduced: 'reduced', enlarged: 'enlarged', admitted: 'admitted',
  reason: 'other reason', knock_on: 'knock-on',
};
const GATES = ['validation', 'kill switch', 'data quality', 'daily loss', 'drawdown', 'position count', 'total exposure',
  'position size', 'correlation'];

// Figures come as exact decimal text; they are shown with two decimals, and with all where a limit is meant.
function grouped(text) {
  const [whole, fraction] = String(text).split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f') + (fraction ? '.' + fraction : '');
}
function money(text) {
  const value = Number(text);
  const small = value !== 0 && Math.abs(value) < 0.005;
  return (small ? String(text) : grouped(value.toFixed(2))).replace('-', '−');
}
function signed(text) {
  return (Number(text) > 0 ? '+' : '') + money(text);
}
function count(value) {
  return grouped(String(value));
}
function time(nanos) {
  return new Date(Number(BigInt(nanos) / 1000000n)).toISOString().replace('T', ' ').replace('Z', ' UTC');
}
function tone(text) {
  return Number(text) > 0 ? 'good' : Number(text) < 0 ? 'bad' : '';
}
function plural(n, one, many) {
  return count(n) + ' ' + (n === 1 ? one : many);
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}
// A column: title, how its cell reads, whether it is a number, and its tone.
function table(id, rows, columns, empty) {
  const target = byId(id);
  if (rows.length === 0) {
    const body = target.appendChild(element('tbody'));
    body.appendChild(element('tr')).appendChild(element('td', empty || 'None.', 'soft'));
    return;
  }
  const head = target.appendChild(element('thead')).appendChild(element('tr'));
  columns.forEach((column) => head.appendChild(element('th', column.title, column.number ? 'n' : '')));
  const body = target.appendChild(element('tbody'));
  rows.forEach((row) => {
    const line = body.appendChild(element('tr'));
    columns.forEach((column) => {
      const cell = line.appendChild(element('td', undefined, column.number ? 'n' : ''));
      const shown = column.cell(row);
      if (shown instanceof Node) cell.appendChild(shown);
      else cell.textContent = shown === undefined || shown === null || shown === '' ? '–' : shown;
      if (column.small) cell.appendChild(element('small', column.small(row)));
      if (column.tone) cell.classList.add(column.tone(row) || 'plain');
    });
  });
}
function tag(kind) {
  return element('span', KINDS[kind], 'tag ' + kind);
}

const d = data.decisions;
const t = data.totals;
const changedMoney = Number(t.profit_difference);

function head() {
  const j = data.journal;
  byId('meta').textContent = time(j.first_t) + ' to ' + time(j.last_t) + ' · ' + count(j.commands) + ' commands · '
    + j.venue + ' book · limits from ' + data.limits_file;
  const parts = [];
  if (d.refused) parts.push(plural(d.refused, 'approved order refused', 'approved orders refused'));
  if (d.reduced) parts.push(plural(d.reduced, 'order made smaller', 'orders made smaller'));
  if (d.enlarged) parts.push(plural(d.enlarged, 'order for more than was approved', 'orders for more than was approved'));
  if (d.admitted) parts.push(plural(d.admitted, 'refused order approved', 'refused orders approved'));
  const first = d.changed === 0
    ? 'Under these limits every one of ' + count(d.total) + ' decisions would have been the same.'
    : 'Under these limits ' + count(d.changed) + ' of ' + plural(d.total, 'decision', 'decisions')
      + ' would have been different: ' + parts.join(', ') + '.';
  const before = Number(t.peak_gross_recorded);
  const after = Number(t.peak_gross_counterfactual);
  const share = before === 0 ? '' : ' (' + (after <= before ? '−' : '+')
    + Math.abs((after / before - 1) * 100).toFixed(1) + ' %)';
  const exposure = d.changed === 0 ? '' : ' Exposure would have peaked at ' + money(t.peak_gross_counterfactual) + ' instead of '
    + money(t.peak_gross_recorded) + ' ' + currency + share + '.';
  const profit = d.changed === 0 ? '' : changedMoney === 0 ? ' The profit would have been the same.'
    : ' ' + money(Math.abs(changedMoney)) + ' ' + currency + ' of ' + (changedMoney > 0 ? 'loss avoided.' : 'profit forgone.');
  byId('headline').textContent = first + exposure + profit;
}

function card(title, value, below, className) {
  const box = byId('figures').appendChild(element('div', undefined, 'card'));
  box.appendChild(element('span', title));
  box.appendChild(element('b', value, className));
  box.appendChild(element('span', below));
}
function cards() {
  card('Decisions changed', count(d.changed), 'of ' + count(d.total));
  card('Orders approved', count(d.counterfactual_approved), 'recorded ' + count(d.approved));
  card('Peak gross exposure', money(t.peak_gross_counterfactual), 'recorded ' + money(t.peak_gross_recorded) + ' ' + currency);
  card('Profit difference', signed(t.profit_difference),
    money(t.profit_counterfactual) + ' instead of ' + money(t.profit_recorded) + ' ' + currency, tone(t.profit_difference));
}

// What a difference means depends on whether orders fell away or were added.
function meaning(g) {
  const difference = Number(g.profit_difference);
  if (difference === 0) return '';
  if (g.kind === 'refused' || g.kind === 'reduced') return difference > 0 ? 'loss avoided' : 'profit forgone';
  return difference > 0 ? 'profit gained' : 'loss added';
}
function tables() {
  const told = data.groups.filter((g) => g.kind !== 'reason' && (g.kind !== 'knock_on' || Number(g.profit_difference) !== 0));
  if (d.reason) {
    byId('groups').parentElement.after(element('p', plural(d.reason, 'order was', 'orders were')
      + ' refused in both worlds for different reasons; nothing else follows from that.', 'note after'));
  }
  table('groups', told, [
    { title: 'Account', cell: (g) => g.account },
    { title: 'What', cell: (g) => tag(g.kind) },
    { title: 'Reason', cell: (g) => g.kind === 'knock_on' ? 'follows from earlier changes' : GATES[g.gate] || '',
      small: (g) => g.code ? g.code + ' ' + g.name : '' },
    { title: 'Decisions', number: true, cell: (g) => g.decisions ? count(g.decisions) : '' },
    { title: 'Order value', number: true, cell: (g) => g.decisions ? money(g.order_value) : '' },
    { title: 'Profit recorded', number: true, cell: (g) => money(g.profit_recorded) },
    { title: 'Profit here', number: true, cell: (g) => money(g.profit_counterfactual) },
    { title: 'Difference', number: true, cell: (g) => signed(g.profit_difference), tone: (g) => tone(g.profit_difference),
      small: meaning },
  ], 'Nothing would have been different.');
  const both = (title, key, show) => ({ title, number: true, cell: (a) => show(a.counterfactual[key]),
    small: (a) => a.counterfactual[key] === a.recorded[key] ? 'as recorded' : 'recorded ' + show(a.recorded[key]) });
  table('accounts', data.accounts, [
    { title: 'Account', cell: (a) => a.account, small: (a) => a.currency },
    both('Profit', 'profit', money),
    { title: 'Difference', number: true, cell: (a) => signed(a.profit_difference), tone: (a) => tone(a.profit_difference) },
    both('Lowest profit', 'lowest_profit', money),
    both('Peak gross', 'peak_gross', money),
    both('Gross at the end', 'gross_at_end', money),
    both('Turnover', 'turnover', money),
    both('Fills', 'executions', count),
  ]);
  table('limits', data.limits, [
    { title: 'Limit', cell: (l) => l.limit },
    { title: 'Recorded at the end', number: true, cell: (l) => l.recorded === undefined ? 'none' : grouped(l.recorded) },
    { title: 'Here', number: true, cell: (l) => l.counterfactual === undefined ? 'none' : grouped(l.counterfactual) },
    { title: 'Unit', cell: (l) => l.unit },
  ]);
  byId('changes-note').textContent = d.changes.length < d.changed + d.reason
    ? 'The first ' + count(d.changes.length) + '; the JSON beside this page has more.' : '';
  const side = (s) => s.decision.toLowerCase().replace('_', ' ');
  const detail = (s) => (s.code ? s.code + ' ' + s.name : '') + (Number(s.approved) ? ' ' + s.approved : '');
  table('changes', d.changes, [
    { title: 'Decision', cell: (c) => c.decision_id, small: (c) => time(c.t) },
    { title: 'Account', cell: (c) => c.account },
    { title: 'Order', cell: (c) => (c.request === 'replace' ? 'replace ' : '') + (c.side || '') + ' ' + (c.symbol || '') },
    { title: 'What', cell: (c) => tag(c.kind) },
    { title: 'Recorded', cell: (c) => side(c.recorded), small: (c) => detail(c.recorded) },
    { title: 'Here', cell: (c) => side(c.counterfactual), small: (c) => detail(c.counterfactual) },
  ], 'None.');
  data.assumptions.forEach((sentence) => byId('assumptions').appendChild(element('li', sentence)));
  byId('footer').textContent = 'State hash ' + data.journal.state_hash + ' at sequence ' + data.journal.last_seq
    + '; under the other limits ' + data.journal.counterfactual_state_hash
    + '. Both worlds were executed by the same engine from the same commands; the recorded one was compared with the journal byte for byte.';
}

function use(l) {
  const recorded = Number(l.recorded);
  const needed = Number(l.tightest);
  if (l.recorded === undefined || recorded === 0) return null;
  return l.gate === 2 ? null : needed / recorded * 100;
}
function tightest() {
  if (!data.tightest) {
    byId('tightest-panel').remove();
    return;
  }
  const limits = data.tightest.limits;
  const proven = limits.filter((l) => l.proven).length;
  byId('tightest-note').textContent = 'The tightest limits that would have refused or shrunk no approved order. '
    + (data.tightest.nothing_changes_under_all ? 'Proven: executed with all of them, nothing changes; '
      : 'NOT proven: executed with all of them, something changes; ')
    + proven + ' of ' + limits.length + ' shown to change a decision when one unit tighter ('
    + count(data.tightest.executions_of_the_journal) + ' executions of the journal).';
  table('tightest', limits, [
    { title: 'Account', cell: (l) => l.account },
    { title: 'Gate', cell: (l) => l.gate + ' ' + GATES[l.gate] },
    { title: 'Limit', cell: (l) => l.limit.replace(/^gates\.accounts\.[^.]+\./, '') },
    { title: 'Recorded', number: true, cell: (l) => l.recorded === undefined ? 'none' : grouped(l.recorded) },
    { title: 'Tightest', number: true, cell: (l) => grouped(l.tightest) },
    { title: 'Used', number: true, cell: (l) => use(l) === null ? '' : use(l).toFixed(1) + ' %' },
    { title: 'Unit', cell: (l) => l.unit },
    { title: 'Needed by', cell: (l) => l.needed_by },
    { title: 'One unit tighter', cell: (l) => l.proven ? 'command ' + l.first_change_then + ' changes' : 'not proven' },
  ], 'No order was approved.');
  byId('yaml').textContent = data.tightest.yaml;
}

// Charts take their colours from the style sheet, so that they follow light, dark and print.
function shade(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}
const charts = [];
function chart(id, make) {
  charts.push({ id, make, drawn: null });
}
function draw() {
  Chart.defaults.color = shade('soft');
  Chart.defaults.borderColor = shade('line');
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  Chart.defaults.animation = false;
  charts.forEach((one) => {
    if (one.drawn) one.drawn.destroy();
    one.drawn = new Chart(byId(one.id), one.make());
  });
}
function stamp(millis) {
  const span = Number(BigInt(data.journal.last_t) - BigInt(data.journal.first_t)) / 1e9;
  const iso = new Date(millis).toISOString();
  return span > 2 * 86400 ? iso.slice(5, 16).replace('T', ' ') : iso.slice(11, span > 3600 ? 16 : 19);
}
function lines(id, before, after) {
  const points = (key) => data.series.map((p) => ({ x: Number(BigInt(p.t) / 1000000n), y: Number(p[key]) }));
  const line = (label, key, colour, dash) => ({ label, data: points(key), borderColor: shade(colour), backgroundColor: shade(colour),
    borderWidth: 2, borderDash: dash, pointRadius: 0, pointHitRadius: 8, stepped: 'after' });
  chart(id, () => ({
    type: 'line',
    data: { datasets: [line('recorded', before, 'recorded', [5, 4]), line('under these limits', after, 'other', [])] },
    options: {
      responsive: true, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false }, parsing: false,
      scales: {
        x: { type: 'linear', bounds: 'data', ticks: { maxTicksLimit: 6, maxRotation: 0, callback: stamp }, grid: { display: false } },
        y: { ticks: { maxTicksLimit: 6, callback: (v) => grouped(String(v)).replace('-', '−') }, grid: { color: shade('line') } },
      },
      plugins: {
        legend: { position: 'bottom', labels: { usePointStyle: true, pointStyle: 'line', boxWidth: 28 } },
        tooltip: { callbacks: { title: (items) => stamp(items[0].parsed.x),
          label: (item) => item.dataset.label + ': ' + money(item.parsed.y) } },
      },
    },
  }));
}
function byGate() {
  const kinds = ['refused', 'reduced', 'enlarged', 'admitted'];
  const colours = { refused: 'bad', reduced: 'warn', enlarged: 'more', admitted: 'good' };
  const groups = data.groups.filter((g) => kinds.includes(g.kind));
  if (groups.length === 0) {
    byId('by-gate').parentElement.remove();
    return;
  }
  const gates = [...new Set(groups.map((g) => g.gate))].sort((a, b) => a - b);
  byId('by-gate').parentElement.style.height = (gates.length * 2.4 + 5.5) + 'rem';
  chart('by-gate', () => ({
    type: 'bar',
    data: {
      labels: gates.map((g) => g === 0 ? GATES[0] : g + ' ' + GATES[g]),
      datasets: kinds.map((kind) => ({
        label: KINDS[kind], backgroundColor: shade(colours[kind]), maxBarThickness: 22,
        data: gates.map((gate) => groups.filter((g) => g.gate === gate && g.kind === kind).reduce((n, g) => n + g.decisions, 0)),
      })).filter((set) => set.data.some((n) => n > 0)),
    },
    options: {
      indexAxis: 'y', responsive: true, maintainAspectRatio: false,
      scales: { x: { stacked: true, ticks: { precision: 0 }, title: { display: true, text: 'decisions' } },
        y: { stacked: true, grid: { display: false } } },
      plugins: { legend: { position: 'bottom', labels: { boxWidth: 12 } } },
    },
  }));
}
function room() {
  const limits = data.tightest ? data.tightest.limits.filter((l) => use(l) !== null) : [];
  if (limits.length === 0) {
    if (data.tightest) byId('room-box').remove();
    return;
  }
  const shown = [...limits].sort((a, b) => use(b) - use(a)).slice(0, 16);
  byId('room-box').style.height = (shown.length * 1.55 + 3) + 'rem';
  const colour = (l) => shade(use(l) > 95 ? 'bad' : use(l) > 70 ? 'warn' : 'other');
  chart('room', () => ({
    type: 'bar',
    data: { labels: shown.map((l) => l.account + ' · ' + l.limit.replace(/^gates\.accounts\.[^.]+\./, '')),
      datasets: [{ data: shown.map(use), backgroundColor: shown.map(colour), maxBarThickness: 16 }] },
    options: {
      indexAxis: 'y', responsive: true, maintainAspectRatio: false,
      scales: { x: { min: 0, suggestedMax: 100, ticks: { callback: (v) => v + ' %' }, title: { display: true, text: 'of the recorded limit needed' } },
        y: { grid: { display: false }, ticks: { autoSkip: false } } },
      plugins: { legend: { display: false },
        tooltip: { callbacks: { label: (item) => grouped(shown[item.dataIndex].tightest) + ' of ' + grouped(shown[item.dataIndex].recorded) + ' ' + shown[item.dataIndex].unit } } },
    },
  }));
}

head();
cards();
tables();
tightest();
lines('exposure', 'gross_recorded', 'gross_counterfactual');
lines('profit', 'profit_recorded', 'profit_counterfactual');
byGate();
room();
draw();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
addEventListener('beforeprint', draw);
addEventListener('afterprint', draw);
