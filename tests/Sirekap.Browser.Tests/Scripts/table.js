// A table as it is read: its links, and the cells of each row but sums; what only screen readers hear is left out, as the file leaves it out.
(part) => {
  const words = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('.unseen').forEach((one) => one.remove());
    copy.querySelectorAll('br').forEach((one) => one.replaceWith('\n'));
    return copy.textContent.split('\n').map((line) => line.trim()).join('\n').trim();
  };
  return {
    csv: part.querySelector('a[href*=".csv"]').href,
    xlsx: part.querySelector('a[href*=".xlsx"]').href,
    headings: [...part.querySelector('thead').querySelectorAll('th')].map(words),
    rows: [...part.querySelectorAll('tbody tr:not(.sum)')].map((row) => [...row.children].map(words)),
  };
}
