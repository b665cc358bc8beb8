// What a reader meets on the page as it is laid out now: an object of lists, of which those called
// wrong… are to be empty. Places are in CSS pixels from the top of the page.
(() => {
  const look = {wrongWidth: [], wrongPictures: [], wrongHeadings: [], wrongTables: [], wrongLinks: [], texts: [], graphics: []};
  const isSeen = element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === 'visible'
        && !element.closest('.unseen');
  };
  const name = element => element.tagName.toLowerCase()
      + (element.getAttribute('class') ? '.' + element.getAttribute('class').split(' ').join('.') : '');
  const opacities = new Map();
  const shown = element => {
    if (!(element instanceof Element)) {
      return 1;
    }
    if (!opacities.has(element)) {
      opacities.set(element, parseFloat(getComputedStyle(element).opacity) * shown(element.parentElement));
    }
    return opacities.get(element);
  };

  if (document.documentElement.scrollWidth > innerWidth) {
    look.wrongWidth.push('the page is ' + document.documentElement.scrollWidth + ' wide');
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (isSeen(element) && !element.closest('.scroll, pre, svg')
        && element.getBoundingClientRect().right > innerWidth + 0.5) {
      look.wrongWidth.push(name(element) + ' ends at ' + element.getBoundingClientRect().right);
    }
  }

  for (const svg of document.querySelectorAll('svg')) {
    if (svg.closest('svg svg') || svg.getAttribute('aria-hidden') === 'true') {
      continue;
    }
    const said = (svg.getAttribute('aria-labelledby') || '').split(' ')
        .map(id => document.getElementById(id)?.textContent?.trim() || '');
    if (said.length < 2 || said.some(text => text === '')) {
      look.wrongPictures.push('says nothing: ' + svg.outerHTML.slice(0, 200));
    } else if (!/\d/.test(said.slice(1).join(' '))) {
      look.wrongPictures.push('says no number: ' + said.join(' | '));
    }
    const hasMarks = svg.querySelector('[tabindex]') !== null;
    if (svg.getAttribute('role') !== (hasMarks ? 'group' : 'img')) {
      look.wrongPictures.push('is a ' + svg.getAttribute('role') + ': ' + said[0]);
    }
  }
  for (const picture of document.querySelectorAll('img')) {
    if (!picture.alt) {
      look.wrongPictures.push('says nothing: ' + picture.outerHTML.slice(0, 200));
    }
  }

  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) {
      look.wrongHeadings.push(heading.tagName + ' after h' + level + ': ' + heading.textContent);
    }
    level = next;
  }

  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || !table.caption.textContent.trim()) {
      look.wrongTables.push('has no caption: ' + table.textContent.slice(0, 100));
    }
    if (table.querySelector('thead th:not([scope])')) {
      look.wrongTables.push('has headings of nothing: ' + table.textContent.slice(0, 100));
    }
  }

  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute('href').slice(1))) {
      look.wrongLinks.push(link.getAttribute('href'));
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const holder = walker.currentNode.parentElement;
    if (!text || !isSeen(holder) || holder.closest('title, desc')) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getClientRects()[0];
    if (!box || box.left + scrollX < 0 || box.right > innerWidth) {
      continue;
    }
    const style = getComputedStyle(holder);
    look.texts.push({
      text: text.slice(0, 60), of: name(holder), opacity: shown(holder),
      colour: holder.namespaceURI.endsWith('svg') ? style.fill : style.color,
      left: box.left + scrollX, top: box.top + scrollY, right: box.right + scrollX, bottom: box.bottom + scrollY});
  }

  const seen = new Set();
  for (const mark of document.querySelectorAll(
      '.chart .mean, .chart .mark, .chart .range, .chart .run, .chart .threshold, .chart g:not(.faint, .crowd) > .seeds, .chart .stopped path')) {
    if (mark.getClientRects().length === 0) {
      continue;
    }
    const style = getComputedStyle(mark);
    const key = name(mark) + style.stroke + shown(mark) + style.strokeOpacity;
    if (!seen.has(key)) {
      seen.add(key);
      look.graphics.push({of: name(mark), colour: style.stroke, opacity: shown(mark) * parseFloat(style.strokeOpacity)});
    }
  }
  look.paper = getComputedStyle(document.body).backgroundColor;
  return look;
})()
