// Lines over the last minutes.

const POINTS = 120;

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A chart with one line for each name; a point for each tick. */
export class Lines {
  #chart;

  constructor(canvas, lines, format, scale = 'linear') {
    const quiet = css('--quiet');
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: {
        labels: [],
        datasets: lines.map(([label, color]) => ({
          label,
          data: [],
          borderColor: css(color),
          borderWidth: 2,
          pointRadius: 0,
          tension: 0.2,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { ticks: { maxTicksLimit: 5, maxRotation: 0, color: quiet }, grid: { display: false } },
          y: {
            type: scale,
            beginAtZero: scale === 'linear',
            ticks: { maxTicksLimit: 5, color: quiet, callback: format },
            grid: { color: css('--line') },
          },
        },
        plugins: {
          legend: { labels: { boxWidth: 12, color: quiet } },
          tooltip: { callbacks: { label: item => `${item.dataset.label}: ${format(item.parsed.y)}` } },
        },
      },
    });
  }

  add(label, values) {
    const { labels, datasets } = this.#chart.data;
    labels.push(label);
    datasets.forEach((dataset, i) => dataset.data.push(Number.isFinite(values[i]) ? values[i] : null));
    if (labels.length > POINTS) {
      labels.shift();
      datasets.forEach(dataset => dataset.data.shift());
    }
    this.#chart.update('none');
  }

  clear() {
    this.#chart.destroy();
  }
}
