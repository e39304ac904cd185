/** Tags that run something, load something, or change the page around them. */
const TAGS = [
  'script',
  'img',
  'svg',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'body',
  'input',
  'details',
  'math',
  'a',
  'form',
  'button',
  'style',
  'link',
  'meta',
  'base',
  'marquee',
] as const;

/** What a tag that got through would leave on `window`, and where it would ask. Nobody answers under this name. */
export const HIT = '__hostile';
export const ELSEWHERE = 'http://hostile.invalid';
const RUN = `window.${HIT}=1`;

/** The ways in that filters are known to miss: quotes and comments closed, case, entities, no blanks, no end, addresses that run. */
const FORMS: readonly ((tag: string) => string)[] = [
  (tag) => `<${tag} src=x onerror=${RUN} onload=${RUN}>${RUN}</${tag}>`,
  (tag) => `"><${tag} autofocus onfocus=${RUN} ontoggle=${RUN} open>`,
  (tag) => `'--></title></textarea><${tag} onpointerenter='${RUN}'>`,
  (tag) => `<${tag.toUpperCase()} OnErRoR = ${RUN} SRC = "${ELSEWHERE}/a">`,
  (tag) => `&lt;${tag} src=${ELSEWHERE}/b onerror=${RUN}&gt;&#60;${tag} onload=${RUN}&#62;`,
  (tag) => `<${tag}/src="${ELSEWHERE}/c"/onerror="${RUN}"//`,
  (tag) =>
    `<${tag} href="java&#x0A;script:${RUN}" action="javascript:${RUN}" xlink:href="javascript:${RUN}">甲</${tag}>`,
  (tag) => `{{constructor.constructor('${RUN}')()}}\${${RUN}}<${tag} srcdoc="<script>parent.${HIT}=1</script>">`,
  (tag) =>
    `<${tag} style="background:url(${ELSEWHERE}/d)" http-equiv=refresh content="0;url=${ELSEWHERE}/e">@import '${ELSEWHERE}/f'</${tag}>`,
  (tag) =>
    `\\u003c${tag} data="data:text/html,<script>${RUN}</script>"><svg><${tag} onbegin=${RUN}><![CDATA[<${tag} onload=${RUN}>]]>`,
];

/** Two hundred texts that become more than text wherever one is taken for HTML (law A23). */
export const HOSTILE_HTML: readonly string[] = TAGS.flatMap((tag) => FORMS.map((form) => form(tag)));
