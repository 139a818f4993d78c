// Tells one story at the desk: node desk.js STORY WIDTH scripts|none ENTRANCE PICTURES
// Prints a JSON list of what is wrong.
'use strict';
const fs = require('fs');
const path = require('path');
const {chromium} = require('playwright-core');

const [story, width, scripts, entrance, pictures] = process.argv.slice(2);
const live = scripts === 'scripts';
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const problems = [];
let page;
let shots = 0;
let closing = false; // then the browser asks for nothing that is still there

function expect(true_, text) {
  if (!true_) problems.push(text);
}

// Looks at the page as it is: sideways, by axe-core, and as a picture.
async function look(name) {
  shots += 1;
  await page.waitForLoadState(); // its style sheet is there
  const wide = await page.locator('html').evaluate(html => html.scrollWidth > html.clientWidth).catch(() => false);
  expect(!wide, `${name}: can be moved sideways`);
  await accessible(name);
  await heard(name);
  await zoomed(name);
  await page.screenshot({path: path.join(pictures, `${story}-${shots}-${name}-${width}-${scripts}.png`)});
}

// Asks axe-core, which is a script itself.
async function accessible(name) {
  if (!live) return;
  await page.evaluate(axe);
  const results = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
  for (const violation of results.violations) {
    const where = violation.nodes.slice(0, 2).map(node => node.html.slice(0, 90));
    problems.push(`${name} at ${page.viewportSize().width}: ${violation.id}: ${where.join(' | ')}`);
  }
}

const CONTROLS = ['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio',
  'spinbutton', 'Date', 'DisclosureTriangle'];
const LANDMARKS = ['navigation', 'complementary', 'banner', 'contentinfo'];

// Looks at what Chromium hands to a screen reader: landmarks, headings, names and groups of controls.
async function heard(name) {
  const session = await page.context().newCDPSession(page);
  const tree = (await session.send('Accessibility.getFullAXTree')).nodes;
  await session.detach();
  const byId = new Map(tree.map(node => [node.nodeId, node]));
  const nodes = tree.filter(node => !node.ignored);
  const role = node => node.role?.value;
  const named = node => (node.name?.value || '').trim();
  const of = (node, key) => node.properties?.find(one => one.name === key)?.value.value;
  const within = (node, fits) => node && (fits(node) || within(byId.get(node.parentId), fits));

  expect(nodes.filter(node => role(node) === 'main').length === 1, `${name}: not one main landmark`);
  for (const kind of LANDMARKS) {
    const names = nodes.filter(node => role(node) === kind).map(named);
    expect(new Set(names).size === names.length, `${name}: two ${kind} landmarks of one name: ${names}`);
  }
  const levels = nodes.filter(node => role(node) === 'heading').map(node => of(node, 'level'));
  expect(levels.filter(level => level === 1).length === 1, `${name}: headings of level 1: ${levels}`);
  const skips = levels.some((level, i) => level > (levels[i - 1] || 0) + 1);
  expect(!skips, `${name}: headings leave a level out: ${levels}`);
  for (const node of nodes.filter(one => CONTROLS.includes(role(one)))) {
    expect(named(node), `${name}: a ${role(node)} without a name`);
    const group = one => ['group', 'radiogroup'].includes(role(one)) && named(one);
    expect(role(node) !== 'radio' || within(node, group), `${name}: ${named(node)} in no named group`);
  }
  const ids = await page.locator('html').evaluate(
    html => [...html.querySelectorAll('[id]')].map(element => element.id));
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  expect(!twice.length, `${name}: ids that are there twice: ${twice}`);
  const redrawn = await page.locator('form[data-live], form[data-try]').count();
  const told = nodes.some(node => of(node, 'live') === 'polite');
  expect(!redrawn || told, `${name}: a change of the answer is not told`);
}

// What is wider than its box and cannot be scrolled to, and controls that lie outside the window.
function cut() {
  const cutOff = [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.skip, svg') || !element.checkVisibility()) continue;
    let clipped = false; // for eyes, not for screen readers
    for (let ancestor = element; ancestor; ancestor = ancestor.parentElement) {
      clipped ||= getComputedStyle(ancestor).clipPath !== 'none';
    }
    if (clipped) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const style = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(style.overflowX);
    // The text of an input can be scrolled to by typing.
    if (hides && !element.matches('input') && element.scrollWidth > element.clientWidth + 1) cutOff.push(element);
    const scrolls = element.closest('.wide');
    if (!scrolls && (box.left < -1 || box.right > document.documentElement.clientWidth + 1)) cutOff.push(element);
  }
  return cutOff.slice(0, 3).map(element => element.outerHTML.slice(0, 90));
}

// Looks at the page as it is zoomed to 400 and 200 percent, on a wide screen, and printed.
async function zoomed(name) {
  const size = page.viewportSize();
  for (const narrow of [320, 640, 1920]) {
    await page.setViewportSize({width: narrow, height: 600});
    const wide = await page.locator('html').evaluate(html => html.scrollWidth - html.clientWidth);
    expect(wide <= 0, `${name}: ${wide} pixels too wide at ${narrow}`);
    const cutOff = await page.locator('html').evaluate(cut);
    expect(!cutOff.length, `${name}: cut off at ${narrow}: ${cutOff.join(' | ')}`);
    if (narrow !== 640) await accessible(name);
    if (narrow !== 640) await page.screenshot({path: path.join(pictures, `${story}-${shots}-${name}-${narrow}-${scripts}.png`)});
  }
  await page.setViewportSize({width: 700, height: 900});
  await page.emulateMedia({media: 'print'});
  const lost = await page.locator('html').evaluate(html => html.scrollWidth - html.clientWidth);
  expect(lost <= 0, `${name}: ${lost} pixels too wide for paper`);
  const buttons = await page.locator('button:visible').count();
  expect(!buttons, `${name}: ${buttons} buttons on paper`);
  const text = (await page.locator('main').innerText()).trim();
  expect(text.length > 40, `${name}: nothing on paper`);
  await page.pdf({path: path.join(pictures, `${story}-${shots}-${name}-${scripts}.pdf`)});
  await page.emulateMedia({media: null});
  await page.setViewportSize(size);
}

async function words() {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

// Answers a question as a person does; without scripts, by the button.
async function answer(question, word) {
  await page.waitForLoadState(); // the script is there
  const begun = Date.now();
  await page.locator(`[id="q-${question}"] input[value="${word}"]`).check();
  if (!live) {
    await page.getByRole('button', {name: 'Save', exact: true}).click();
    return;
  }
  const focus = await page.evaluate(() => document.activeElement.name);
  await page.waitForFunction(([q, w]) =>
    document.getElementsByName(`w:${q}`)[0].value === w, [question, word]);
  const took = Date.now() - begun;
  await page.waitForFunction(() => !document.getElementById('answer').hasAttribute('aria-busy'));
  console.error(`${question}: shown after ${took} ms, whole after ${Date.now() - begun} ms`);
  expect(await page.evaluate(() => document.activeElement.name) === focus, `${question}: focus is lost`);
  const marks = await page.evaluate(async () => {
    const anew = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    return [document, anew].map(one => [...one.querySelectorAll('.state .mark')].map(mark => mark.parentNode.id).join());
  });
  expect(marks[0] === marks[1], `${question}: marked as deciding are ${marks[0]}, not ${marks[1]}`);
}

const stories = {
  async first_answer() {
    await page.getByRole('button', {name: 'Describe an agency'}).click();
    await page.getByLabel('Name of the agency').fill('Harbor Street Outreach');
    await look('about');
    await page.getByRole('button', {name: 'Save and go on'}).click();
    await answer('danger_self', 'no');
    await look('safety');
    await page.getByRole('link', {name: 'What your clients need'}).click();
    for (const [question, word] of [['complexity', 'many'], ['engagement', 'unlikely'],
      ['housing', 'homeless'], ['practical_help', 'much'], ['treatment', 'no']]) {
      await answer(question, word);
    }
    await look('needs');
    if (live) {
      const kept = await page.evaluate(async () => {
        document.querySelector('#answer-body a').focus();
        const other = document.querySelector('[id="q-acuity"] input[value="acute"]');
        other.checked = true;
        other.dispatchEvent(new Event('change', {bubbles: true}));
        const panel = document.getElementById('answer');
        while (panel.hasAttribute('aria-busy')) await new Promise(done => setTimeout(done, 50));
        return panel.contains(document.activeElement);
      });
      expect(kept, 'needs: the focus is lost when the answer is drawn anew');
    }
    await page.getByRole('link', {name: 'What you have'}).first().click();
    await page.getByLabel('How many clients are served').fill('84');
    await page.getByLabel('How many case managers are there').fill('6');
    await page.getByRole('button', {name: 'Save', exact: true}).click();
    await page.waitForURL('**/capacity');
    expect((await words()).includes('13 to 20 (84 / 6 = 14)'), 'the numbers answer nothing');
    await page.getByRole('link', {name: 'Answer', exact: true}).click();
    expect((await words()).includes('Recommended so far: Intensive (ICM).'), 'another answer');
    await look('answer');
    await page.getByRole('link', {name: 'Why not?'}).click();
    await page.getByLabel('Why not this model?').selectOption('clinical');
    await page.getByRole('button', {name: 'Show'}).click();
    expect((await words()).includes('behind Intensive (ICM)'), 'no word on why not');
    await look('why-not');
    await page.getByRole('link', {name: 'What if'}).click();
    await page.waitForLoadState();
    await page.locator('select[name="a:budget"]').selectOption('tight');
    if (!live) await page.getByRole('button', {name: 'Show what would move'}).first().click();
    await page.getByText('If these answers were different').waitFor();
    await look('what-if');
    await page.getByRole('link', {name: 'What matters'}).click();
    await page.locator('input[name="f:budget"][value="2"]').check();
    await page.getByRole('button', {name: 'Save and see the answer'}).first().click();
    await page.getByText('x 2').first().waitFor();
    await look('weights');
    await page.getByRole('link', {name: 'Groups of clients'}).click();
    await page.getByLabel('Group 1: name').fill('On the street');
    await page.getByLabel('Group 1: share').fill('40%');
    await page.getByLabel('Group 2: name').fill('At home');
    await look('groups');
    await page.getByRole('button', {name: 'Save and go on'}).click();
    expect((await words()).includes('On the street'), 'the groups are not asked');
    await look('groups-asked');
    await page.getByRole('link', {name: 'Print and save'}).click();
    await look('papers');
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.getByRole('button', {name: 'Save as HTML'}).click()]);
    expect(download.suggestedFilename() === 'organization-report.html', 'another file name');
  },

  async money() {
    await page.getByRole('link', {name: 'county_agency.yaml'}).click();
    await page.getByRole('link', {name: 'About', exact: true}).click();
    await page.getByText('Staff and money').click();
    await page.getByLabel('What does a full-time case manager earn').fill('about 50k');
    await page.getByRole('button', {name: 'Save and go on'}).click();
    expect((await words()).includes('in digits alone, such as 1200'), 'a wrong sum is taken');
    await look('wrong-sum');
    const open = await page.locator('details[open]').count();
    if (!open) await page.getByText('Staff and money').click();
    await page.getByLabel('What does a full-time case manager earn').fill('52000');
    await page.getByLabel('How much comes on top of pay').fill('25');
    await look('costs');
    await page.getByRole('button', {name: 'Save and go on'}).click();
    await page.getByRole('link', {name: 'What you have'}).first().click();
    await page.getByText('Note on your answer').first().click();
    await page.getByLabel('Note on your answer').first().fill('one post is vacant until May');
    await look('note');
    await page.getByRole('button', {name: 'Save', exact: true}).click();
    await page.waitForURL('**/capacity');
    const kept = await page.getByLabel('Note on your answer').first().inputValue();
    expect(kept === 'one post is vacant until May', 'the note beside a number is lost');
    await page.getByRole('link', {name: 'Answer', exact: true}).click();
    await page.getByRole('link', {name: 'Every reason and source'}).click();
    expect((await words()).includes('65,000 a year'), 'the costs are not counted');
    await look('all-reasons');
    await page.getByRole('link', {name: 'Plan', exact: true}).click();
    await look('plan');
    await page.goto(new URL('/en/p/county_agency.yaml/report?form=view', entrance).href);
    await look('report');
  },

  async agency_of_a_client() {
    await page.getByRole('link', {name: 'in_danger.yaml'}).click();
    await page.getByRole('link', {name: 'Questions', exact: true}).click();
    await page.getByRole('link', {name: 'Your agency: What you have'}).click();
    await look('agency');
    await answer('budget', 'tight');
    await page.getByLabel('How many clients are served').fill('80');
    await page.getByLabel('How many case managers are there').fill('5');
    await page.getByRole('button', {name: 'Save', exact: true}).click();
    await page.waitForLoadState();
    expect((await words()).includes('13 to 20 (80 / 5 = 16)'), 'the agency\'s numbers answer nothing');
    await page.getByRole('link', {name: /Your agency: .*(goal|want)/i}).click();
    await page.locator('.question input[type=radio]').first().check();
    await look('goals');
    await page.getByRole('link', {name: 'Answer', exact: true}).click();
    await look('answer');
  },

  async models() {
    await page.getByRole('link', {name: 'Models', exact: true}).click();
    await look('models');
    await page.locator('main a[href^="/models/"]').first().click();
    await look('model');
    await page.goto(new URL('/models/act', entrance).href);
    await look('form');
    await page.goto(new URL('/compare?model=brokerage&model=intensive', entrance).href);
    await look('two');
    await page.goto(new URL('/compare', entrance).href);
    await look('all');
  },

  async taken_up_again() {
    await page.getByRole('link', {name: 'half_empty.yaml'}).click();
    await page.getByRole('link', {name: 'One at a time'}).click();
    for (let number = 0; number < 3; number += 1) {
      await page.locator('.question input[type=radio]').first().check();
      await page.getByRole('button', {name: 'Save and go on'}).click();
    }
    const asked = () => page.locator('.asked').textContent(); // the form's token is no text
    await page.waitForLoadState();
    const before = await asked();
    await look('one');
    await page.goto('about:blank');
    await page.goto(new URL('/start', entrance).href);
    await page.getByRole('link', {name: 'half_empty.yaml'}).click();
    await page.getByRole('link', {name: 'One at a time'}).click();
    expect(await asked() === before, 'not taken up where it was left');
    expect(before.includes('55 questions have no answer yet'), 'answers are lost');
    await page.getByRole('link', {name: 'Skip it'}).click();
    await look('skipped');
    const other = await page.context().newPage();
    await other.goto(new URL('/en/p/half_empty.yaml/questions/need', entrance).href);
    await page.goto(new URL('/en/p/half_empty.yaml/questions/need', entrance).href);
    const first = page;
    await answer('acuity', 'stable');
    page = other;
    await page.locator('[id="q-acuity"] input[value="acute"]').check();
    if (!live) await page.getByRole('button', {name: 'Save', exact: true}).click();
    await page.getByText('Another window or program has changed this answer').waitFor();
    await look('two-windows');
    page = first;
  },

  async bad_column() {
    await page.getByRole('link', {name: 'Many clients'}).click();
    await look('choose');
    await page.getByRole('link', {name: 'agency_export.csv'}).click();
    await look('columns');
    await page.getByLabel('Worker').selectOption('acuity');
    await page.getByLabel('Case no').selectOption('acuity');
    await page.getByRole('button', {name: 'Score every client'}).click();
    expect((await words()).includes('Two columns answer the same question.'), 'a bad column is taken');
    await look('twice');
    await page.getByLabel('Case no').selectOption('id');
    await page.getByLabel('Worker').selectOption('');
    await page.getByRole('button', {name: 'Score every client'}).click();
    expect((await words()).includes('no answer to danger_self'), 'codes without a meaning are taken');
    await look('codes');
    await page.getByLabel('Crisis level').selectOption('acuity');
    await page.getByRole('button', {name: 'Show the codes of these columns'}).click();
    const meanings = [['1', 'stable'], ['2', 'changing'], ['3', 'acute'], ['9', 'not known']];
    const row = page.getByRole('row', {name: 'Crisis level'});
    for (const [code, word] of meanings) await row.getByLabel(`${code}:`).selectOption(word);
    const danger = page.getByRole('row', {name: 'Danger now'});
    await danger.getByLabel('0:').selectOption('no');
    await danger.getByLabel('1:').selectOption('yes');
    await look('meanings');
    await page.getByRole('button', {name: 'Score every client'}).click();
    await page.getByRole('button', {name: 'Save results as CSV'}).waitFor();
    await look('summary');
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.getByRole('button', {name: 'Save results as CSV'}).click()]);
    expect(download.suggestedFilename() === 'agency_export-results.csv', 'another file name');
  },

  async decision() {
    await page.getByRole('link', {name: 'county_agency.yaml'}).click();
    await page.getByRole('link', {name: 'Decide'}).click();
    await look('form');
    await page.getByLabel('Model that you choose').selectOption('collaborative');
    await page.getByRole('button', {name: 'Put the decision on record'}).click();
    expect((await words()).includes('This is not the recommended model. Choose a reason.'), 'no reason asked');
    await look('why');
    await page.getByLabel('Reason, if you choose').selectOption({index: 1});
    await page.getByLabel('Role of the person').fill('director');
    await page.getByLabel('Note').fill('As the board said in November.');
    await page.getByRole('button', {name: 'Put the decision on record'}).click();
    expect((await words()).includes('Riverbend County Family Services'), 'nothing on record');
    await look('recorded');
    await page.getByRole('link', {name: 'Decisions'}).click();
    expect((await words()).includes('Collaborative'), 'the register does not list it');
    await look('register');
  },

  async danger() {
    await page.getByRole('link', {name: 'in_danger.yaml'}).click();
    const shown = await words();
    expect(shown.indexOf('Act first, whatever model fits') < shown.indexOf('The answer'), 'danger is not first');
    await look('answer');
    await page.getByRole('link', {name: 'Questions', exact: true}).click();
    await answer('danger_by_client', 'yes');
    expect((await words()).includes('may be in danger of hurting') ||
      (await words()).includes('hurt'), 'the danger is not said');
    await look('safety');
    await page.getByRole('link', {name: 'Español'}).click();
    expect((await words()).includes('Actúe primero'), 'no Spanish');
    await look('spanish');
    await page.getByRole('link', {name: 'Una por una'}).click();
    await look('spanish-one');
    closing = true;
    await page.getByRole('button', {name: 'Cerrar'}).click();
    await page.getByText('The desk is closed').first().waitFor();
  },
};

(async () => {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({executablePath, args: quiet});
  const context = await browser.newContext({
    viewport: {width: Number(width), height: 800}, javaScriptEnabled: live,
  });
  context.on('weberror', error => problems.push(`error: ${error.error().message}`));
  context.on('console', message => {
    if (!closing && !message.text().includes('status of 422')) problems.push(`console: ${message.text()}`);
  });
  context.on('request', request => {
    if (new URL(request.url()).origin !== new URL(entrance).origin) problems.push(`asks for ${request.url()}`);
  });
  page = await context.newPage();
  page.setDefaultTimeout(30000);
  try {
    await page.goto(entrance);
    await page.waitForURL('**/start');
    await look('start');
    await stories[story]();
  } catch (error) {
    problems.push(String(error).slice(0, 400));
    await page.screenshot({path: path.join(pictures, `${story}-failed-${width}-${scripts}.png`)});
  }
  console.log(JSON.stringify(problems));
  await browser.close();
})();
