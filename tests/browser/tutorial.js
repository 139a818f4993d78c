// Takes the pictures of the desk's tutorial: node tutorial.js ENTRANCE FOLDER
'use strict';
const path = require('path');
const {chromium} = require('playwright-core');

const [entrance, folder] = process.argv.slice(2);
const SCREEN = {width: 1100, height: 640};
const PHONE = {width: 390, height: 760};
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

(async () => {
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args});
  const page = await (await browser.newContext({viewport: SCREEN})).newPage();
  const take = name => page.screenshot({path: path.join(folder, `${name}.png`)});

  await page.goto(entrance);
  await page.waitForURL('**/start');
  // The copies are in a folder that will be gone.
  await page.getByText('Your files are in').evaluate(line => {
    line.textContent = line.textContent.replace(/\/\S+(?=\. )/, 'C:\\casework');
  });
  await take('start');

  await page.getByRole('link', {name: 'half_empty.yaml'}).click();
  await page.getByRole('link', {name: 'Questions', exact: true}).click();
  await page.getByRole('link', {name: 'What your clients need'}).click();
  await page.waitForLoadState();
  await take('questions');

  await page.getByRole('link', {name: 'What if', exact: true}).click();
  await page.waitForLoadState();
  const where = page.locator('select[name="a:place_of_work"]');
  await where.selectOption('mixed');
  await page.getByText('If these answers were different').waitFor();
  await page.getByText('This is what would move.').scrollIntoViewIfNeeded();
  await where.scrollIntoViewIfNeeded();
  await take('what-if');

  await page.setViewportSize(PHONE);
  await page.getByRole('link', {name: 'Answer', exact: true}).click();
  await page.waitForLoadState();
  await take('phone');
  await browser.close();
})();
