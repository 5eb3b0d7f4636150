// Small things to build a page with; text is only ever set as text.

export const byId = id => document.getElementById(id);

export function element(name, content, className) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (content instanceof Node) {
    made.append(content);
  } else if (Array.isArray(content)) {
    made.append(...content);
  } else if (content !== undefined && content !== null) {
    made.textContent = String(content);
  }
  return made;
}

/** A table row; cells that are numbers' texts are {n: text}. */
export function row(...cells) {
  return element('tr', cells.map(cell =>
    cell !== null && typeof cell === 'object' && !(cell instanceof Node)
      ? element('td', cell.n, `n ${cell.className ?? ''}`)
      : element('td', cell)));
}

/** Fills a table's body; says so when there is nothing. */
export function fill(body, rows, nothing = 'none') {
  if (rows.length === 0) {
    const cell = element('td', nothing, 'none');
    cell.colSpan = 9;
    rows = [element('tr', cell)];
  }
  body.replaceChildren(...rows);
}

/** Key and value, one under the other. */
export function facts(body, pairs) {
  body.replaceChildren(...pairs.map(([name, value, className]) =>
    element('tr', [element('th', name), element('td', value, `n ${className ?? ''}`)])));
}

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const whole = value => (Number.isFinite(value) ? GROUPED.format(value) : '–');

/** How often, with a place behind the point where that says something. */
export const rate = value => (value > 0 && value < 10 ? value.toFixed(1) : whole(value));

/** A decimal string with its thousands set apart; nothing is rounded. */
export function decimal(text) {
  if (text === null || text === undefined) {
    return '–';
  }
  const [before, after] = String(text).split('.');
  const grouped = before.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return after === undefined ? grouped : `${grouped}.${after}`;
}

export function bytes(value) {
  return Number.isFinite(value) ? `${(value / 2 ** 30).toFixed(1)} GiB` : '–';
}

/** Seconds in the unit that people read. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const units = [[1, 's'], [1e-3, 'ms'], [1e-6, 'µs']];
  const [size, unit] = units.find(([least]) => seconds >= least) ?? [1e-9, 'ns'];
  return `${(seconds / size).toPrecision(3)} ${unit}`;
}
