/** A motif of batik as a picture, in two colours. */
function cloth(ground: string, line: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="${ground}"/>
<g fill="none" stroke="${line}" stroke-width="2.5"><circle cx="32" cy="32" r="20"/><circle cx="32" cy="32" r="8"/>
<path d="M0 32a32 32 0 0 1 32-32M64 32A32 32 0 0 0 32 0M0 32a32 32 0 0 0 32 32M64 32a32 32 0 0 1-32 32"/></g></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg).replaceAll("'", "%27")}")`;
}

const goods: readonly (readonly [name: string, price: string, ground: string, line: string])[] = [
  ["Kemeja Kawung", "Rp325.000", "#5a3b22", "#d8b98a"],
  ["Dress Sogan Lawasan", "Rp410.000", "#2f2a45", "#b9a9e0"],
  ["Kain Parang 2,5 m", "Rp285.000", "#123c46", "#8fc7c2"],
  ["Selendang Mega", "Rp175.000", "#6b1f2c", "#efb6a5"],
  ["Kemeja Truntum", "Rp340.000", "#20301f", "#b7cf9b"],
  ["Rok Lilit Sidomukti", "Rp260.000", "#4a3a12", "#ead28a"],
];

/** The page of a batik shop, as a page of the customer's own site. */
export const shop = `<style>
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #2a2119; background: #fbf7f0 }
header { display: flex; gap: 32px; align-items: baseline; padding: 22px 64px; border-bottom: 1px solid #e8dfd0 }
header b { font-size: 22px; letter-spacing: .02em; margin-inline-end: auto }
h1 { font-size: 40px; line-height: 1.15; max-width: 15em; margin: 44px 64px 8px }
main > p { margin: 0 64px 32px; color: #6b5d4d }
ul { list-style: none; display: grid; grid-template-columns: repeat(3, 250px); gap: 28px; margin: 0 64px; padding: 0 }
figure { margin: 0 } figure div { height: 190px; border-radius: 10px; margin-bottom: 10px }
figcaption { display: flex; justify-content: space-between; font-size: 15px }
</style>
<header><b>Batik Kencana</b><span>Kemeja</span><span>Dress</span><span>Kain</span><span>Tentang kami</span></header>
<main><h1>Batik tulis dari Laweyan, dikirim ke seluruh Indonesia</h1><p>Koleksi baru, dicelup dengan pewarna alam.</p>
<ul>${goods
  .map(
    ([name, price, ground, line]) =>
      `<li><figure><div style="background:${cloth(ground, line).replaceAll('"', "'")}"></div>
<figcaption><span>${name}</span><span>${price}</span></figcaption></figure></li>`,
  )
  .join("")}</ul></main>`;
