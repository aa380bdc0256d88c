// What axe calls serious or critical, a line each. In another colour scheme only colours can be other.
async (onlyColours) => {
  const found = await axe.run(document, {
    resultTypes: ['violations'],
    preload: false,
    ...(onlyColours ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}),
  });
  return found.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)} ${node.any.concat(node.all).map((check) => check.message).join('; ')}`));
}
