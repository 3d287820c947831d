import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// Of ECharts what the curve needs, and nothing else. No tooltip: what it writes carries its styles in its text, which the page's policy forbids.
use([LineChart, GridComponent, CanvasRenderer]);

/** On paper (CSS pixels), four dots to each. */
const PAPER = { width: 430, height: 250, devicePixelRatio: 4 };

/** Draws into `box`, anew whenever its size changes. */
export function openCurve(box: HTMLElement): { chart: EChartsType; close(): void } {
  const chart = init(box);
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(box);
  return {
    chart,
    close: () => {
      sizes.disconnect();
      chart.dispose();
    },
  };
}

/** The same as a picture for paper: data, which a printed page holds whatever the screen shows. */
export function pictureOf(option: EChartsCoreOption): string {
  const chart = init(document.createElement('div'), null, PAPER);
  chart.setOption(option);
  const picture = chart.getDataURL({ type: 'png', pixelRatio: PAPER.devicePixelRatio, backgroundColor: '#fff' });
  chart.dispose();
  return picture;
}
