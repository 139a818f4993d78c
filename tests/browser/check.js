// Opens each page given, checks it as README.md says, and prints one line of JSON for each.
const fs = require('fs');
const {chromium} = require('playwright-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function opened(browser, file, width, problems, settings = {}) {
  const context = await browser.newContext({viewport: {width, height: 900}, ...settings});
  const page = await context.newPage();
  page.on('console', message => problems.push(`console at ${width}: ${message.text()}`));
  page.on('dialog', async dialog => {
    problems.push(`a dialog at ${width}`);
    await dialog.dismiss();
  });
  page.on('request', request => {
    if (request.url() !== `file://${file}`) problems.push(`asks for ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return page;
}

async function checked(browser, file) {
  const problems = [];
  const name = file.replace(/\.html$/, '');
  for (const width of [320, 390, 640, 1280, 1920]) {
    const page = await opened(browser, file, width, problems);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (excess > 0) problems.push(`${excess} pixels too wide at ${width}`);
    // A table may be moved sideways at a zoom of 400 percent. Else nothing is cut off, but for words
    // that no page of ours has.
    const cut = width === 320 || file.endsWith('/hostile.html') ? 0 : await page.evaluate(
      () => [...document.querySelectorAll('.wide')].filter(it => it.scrollWidth > it.clientWidth).length);
    if (cut) problems.push(`${cut} tables cut off at ${width}`);
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    if (!font.startsWith('Helvetica')) problems.push('its style sheet is not let in');
    if (width === 390 || width === 1280) await page.screenshot({path: `${name}-${width}.png`, fullPage: true, timeout: 120000});
    if (width === 1280) await page.pdf({path: `${name}.pdf`, preferCSSPageSize: true, tagged: true});
    await page.context().close();
    if (width === 640) continue; // the same page as at 1280, zoomed
    // axe-core itself is a script, which the page's policy rightly keeps out.
    const open = await opened(browser, file, width, problems, {bypassCSP: true});
    await open.evaluate(axe);
    const results = await open.evaluate(() => axe.run(document));
    for (const violation of results.violations) {
      const where = violation.nodes.map(node => node.html.slice(0, 100)).slice(0, 3);
      problems.push(`axe at ${width}: ${violation.id}: ${violation.help}: ${where.join(' | ')}`);
    }
    await open.context().close();
  }
  return problems;
}

(async () => {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({executablePath, args: quiet});
  for (const file of process.argv.slice(2)) {
    console.log(JSON.stringify({file, problems: await checked(browser, file)}));
  }
  await browser.close();
})();
