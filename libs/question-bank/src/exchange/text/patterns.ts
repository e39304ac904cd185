// Every regular expression of the text reader. They look at folded text (fold-width.ts). All quantifiers over more than
// one kind of character are bounded, so that none takes more than linear time on hostile text (law A25; patterns.spec.ts
// tries each of them).

/** «1.», «12、», «3)», «第 4 题», also with the bracket for the mark in front: «( √ ) 1.». */
export const NUMBER_STRONG =
  /^(?:[*★☆▲●※]\s{0,3})?(?:[([【]([^()[\]【】]{0,12})[)\]】]\s{0,9})?(?:题目|试题|第\s{0,3})?(\d{1,6})\s{0,3}(题\s{0,3}[.:、,)]?|[.、:)])\s{0,9}/u;
/** «【1】», «[12]». */
export const NUMBER_SQUARE = /^[[【]\s{0,3}(\d{1,5})\s{0,3}[\]】]\s{0,3}[.、:]?\s{0,9}/u;
/** «(1)»: a question where nothing else numbers them, else a part of one. */
export const NUMBER_PAREN = /^\(\s{0,3}(\d{1,4})\s{0,3}\)\s{0,3}[.、:]?\s{0,9}/u;
/** «1 安全帽…», «1安全帽…»: only where no other numbers are in sight. */
export const NUMBER_WEAK =
  /^(\d{1,4})(?:\s{1,9}(?!\d)|(?=[\p{Script=Han}"“《(])(?![年月日时分秒个条米号%度岁人名次]))/u;
/** What can tell questions on one line apart: the next number, an option, a filled bracket, an answer. */
export const DENSE_MARK =
  /(?<=[\s)。;；√×])(\d{1,5})\s{0,3}[.、](?!\d)|(?<![0-9A-Za-z(【])([AB])\s{0,3}[.、:]|([(【]\s{0,3}(?:[A-L][A-L,，、\s]{0,12}|√|×|对|错|正确|错误)\s{0,3}[)】])|(答案)/gu;

/** What numbers a section: «一、», «第二部分», «(三)». */
export const SECTION_ORDINAL =
  /^(?:第\s{0,3}[一二三四五六七八九十百\d]{1,4}\s{0,3}(?:部分|大题|章|节|单元|篇|卷)|[一二三四五六七八九十]{1,3}(?=[、.:,)\s])|\([一二三四五六七八九十]{1,3}\)|[IVXⅠⅡⅢⅣⅤⅥⅦⅧ]{1,4}(?=[、.]))\s{0,3}[、.:,)]?\s{0,9}/u;
/** The name of a type at the end of a title. */
export const TYPE_NAME =
  /(判断改错|多项选择|单项选择|不定项选择|不定项|完形填空|名词解释|案例分析|材料分析|阅读理解|单选|多选|单项|多项|选择|判断|是非|对错|填空|简答|问答|论述|计算|案例|综合|材料|分析|实操|操作|作文|写作|连线|匹配|排序|改错|应用|阅读)(题|试题|部分)?$/u;
/** Where the name of a section ends and its remarks begin: «(每题 2 分)», «:共 20 题». */
export const TITLE_END = /[([【:,，;。\s]|共\s{0,3}\d|每[小题]/u;
/** «(单选题)», «[多选]», «【判断题,2分】» before or behind a stem. */
export const TYPE_MARK_START =
  /^[([【]\s{0,3}([\p{Script=Han}]{2,6})\s{0,3}(?:[,，\s][^()[\]【】]{0,12})?[)\]】]\s{0,9}/u;
export const TYPE_MARK_END = /[([【]\s{0,3}([\p{Script=Han}]{2,6})\s{0,3}(?:[,，\s][^()[\]【】]{0,12})?[)\]】]$/u;
/** «单选题:…» before a stem. */
export const TYPE_WORD_START =
  /^(单选题|单项选择题|多选题|多项选择题|不定项选择题|判断题|是非题|选择题)\s{0,3}[:.、\s]\s{0,9}/u;
/** «(2分)» at either end of a stem: it belongs to a paper, not to the question. */
export const POINTS_START = /^[([【]\s{0,3}(?:本题)?\s{0,3}\d{1,3}(?:\.\d)?\s{0,3}分\s{0,3}[)\]】]\s{0,9}/u;
export const POINTS_END = /[([【]\s{0,3}(?:本题)?\s{0,3}\d{1,3}(?:\.\d)?\s{0,3}分\s{0,3}[)\]】]$/u;

/** «参考答案», «答案与解析», «附:标准答案», «单选题答案»: the head of a list of answers. */
export const KEY_TITLE =
  /^[[【]?(?:附件?|附录|[一二三四五六七八九十]{1,3})?\s{0,3}[、:.]?\s{0,3}[\p{Script=Han}《》]{0,20}?(?:参考|标准|正确|试题|习题)?答案(?:及|与|和|、)?(?:解析|详解|说明|要点|部分|表)?[\]】]?\s{0,3}(:?)$/u;
/** A label at the start of a line: «答案:», «【解析】», «难度:». Group 1 in brackets, group 2 with a colon. */
export const LABEL_START =
  /^(?:[[【]\s{0,3}([\p{Script=Han}A-Za-z]{1,8})\s{0,3}[\]】]\s{0,3}:?|([\p{Script=Han}A-Za-z]{1,8})\s{0,3}:)\s{0,9}/u;
/** «答案 B», «正确答案是对» without a colon; what follows has to look like an answer. */
export const ANSWER_BARE = /^(?:正确|标准|参考)?答案\s{0,3}(?:是|为)?\s{0,9}(?=\S)/u;
/** A label further on in a line: «…。答案:B 解析:…», «…【答案】B【解析】…». */
export const LABEL_INLINE =
  /[[【]\s{0,3}((?:正确|标准|参考)?答案|(?:答案|试题|题目)?解析|详解)\s{0,3}[\]】]\s{0,3}:?\s{0,9}|(?<=[\s。;；.)\]】？！?!])((?:正确|标准|参考)?答案|(?:答案|试题|题目)?解析)\s{0,3}:\s{0,9}|((?:正确|标准|参考)?答案)\s{0,3}:\s{0,3}(?=[A-L√×对错正]{1,8}\s{0,9}(?:$|[。【]|解析))/gu;

/** «材料:», «案例一:», «共用题干»: what several questions share. */
export const MATERIAL_HEAD =
  /^(?:[[【(]?(?:共用题干|共享题干|共用材料|公共题干|背景材料|背景资料|案例背景|材料|资料|案例|背景)[一二三四五六七八九十\d]{0,3}[\]】)]?\s{0,3}(?::|$)|共用题干)/u;
/** «根据以下材料回答 1-2 题»: groups are the first and the last number. */
export const MATERIAL_RANGE =
  /(?:根据|阅读|依据|结合|针对)[^\d]{0,40}?(\d{1,4})\s{0,3}(?:-|~|～|至|到|、|和)\s{0,3}(\d{1,4})\s{0,3}(?:小?题|问)/u;

/** An option at the start of a line: «A.», «(B)», «【C】», «- D、». */
export const OPTION_START =
  /^(?:[-•·]\s{1,3})?(?:([A-La-l])\s{0,3}[.、:),，]|[([【]\s{0,3}([A-L])\s{0,3}[)\]】]\s{0,3}[.、:]?)\s{0,9}/u;
/** An option at the start of a line without a mark: «A 保护头部», «A保护头部». */
export const OPTION_LOOSE = /^([A-L])(?:\s{1,9}(?=\S)|(?=[\p{Script=Han}《“"]))/u;
/** Options on one line: «A.甲 B.乙», «A.甲B.乙». */
export const OPTION_INLINE = /(?<![A-Za-z.])(?:([A-L])\s{0,3}[.、:]|([A-L])(?<=\s[A-L])(?<!\([^()]{0,20})\))\s{0,9}/gu;
/** Options on one line in brackets: «(A)甲 (B)乙». */
export const OPTION_INLINE_BRACKET = /[([【]\s{0,3}([A-L])\s{0,3}[)\]】]\s{0,3}/gu;
/** «A 甲  B 乙» and «A甲  B乙»: letters set apart by two blanks or a tab. */
export const OPTION_INLINE_LOOSE = /(?:^|\s\s|\t)([A-L])(?:\s{1,9}(?=\S)|(?=[\p{Script=Han}《“"]))/gu;

/** Brackets and lines to fill in, with what stands in them. */
export const BRACKET = /[([【]([^()[\]【】]{0,40})[)\]】]|_{1,}([^_]{0,40})_{1,}|_{2,}/gu;
/** Letters and nothing else: «A», «A,B», «A B D». */
export const LETTERS = /^\s{0,9}[A-L](?:[\s,，、;；/|.和及与]{0,3}[A-L]){0,11}\s{0,9}$/u;
/** A word of truth and nothing else. */
export const TRUTH = /^\s{0,9}(?:√|×|✓|✔|✗|✘|✕|对|错|正确|错误|不正确|T|F|True|False|TRUE|FALSE)\s{0,9}$/u;
/** A mark of truth in brackets at the end of a line. */
export const TRUTH_END = /[([【]\s{0,9}(?:√|×|✓|✔|✗|✘|✕|对|错|正确|错误|T|F)\s{0,9}[)\]】]\s{0,9}[。.]?$/u;
/** A mark of truth without brackets at the end of a stem. */
export const TRUTH_TAIL = /\s{0,9}([√×✓✔✗✘✕])\s{0,9}$/u;
/** A line of code: brackets in it are no place for an answer. */
export const CODE = /[={}]|\/\/|^\s{0,9}#|"\(|\)"|;$/u;

/** «请说明…», «简述…»: asks for a text. */
export const ASKS_FOR_TEXT =
  /^(?:请|试|简述|简要|简答|论述|比较|说明|解释|分析|列举|阐述|谈谈|写出|何谓|什么是|为什么|如何)|(?:并|请)(?:简要)?(?:说明|解释|分析|论述|回答|比较)/u;
/** A bracket filled with words right behind a word that asks for them: «分为(低)、(中)», «由(甲)». */
export const FILLED_START = /(?:[是为由有示成]|[:：])[（(][\p{Script=Han}]{1,12}[）)]/u;
export const FILLED = /[（(]([\p{Script=Han}]{1,12})[）)]/gu;
/** A bracket with a mark or with nothing at the end of a stem. */
export const BRACKET_END = /[([【]\s{0,20}[^()[\]【】]{0,4}[)\]】]\s{0,9}[。.]?$/u;
/** What stands before the bracket of a question that asks for a choice; a statement ends otherwise. */
export const ASKS_FOR_CHOICE = /下列|以下|哪|什么|多少|(?:是|为|有|的|应|应当|包括|属于|[:?])$/u;

/** «1-5», «6~10»: numbers of a range in a list of answers. */
export const KEY_RANGE = /(?<![\d.])(\d{1,6})\s{0,3}(?:-|~|～|至|到)\s{0,3}(\d{1,6})\s{0,3}题?\s{0,3}[:.、)]?\s{0,9}/gu;
/** One number of a list of answers. */
export const KEY_NUMBER = /[\s,，;；、。|]{0,20}[([【]?第?\s{0,3}(\d{1,6})\s{0,3}题?\s{0,3}[.、:)\]】-]{0,2}\s{0,9}/uy;
/** One answer of a list of answers, with a label and brackets or without. */
export const KEY_ANSWER =
  /(?:[[【]?(?:正确|参考|标准)?答案[\]】]?\s{0,3}:?\s{0,3})?[([【]?\s{0,3}([A-LT](?:[,，、/\s]{0,2}[A-L](?![a-z.])){0,11}|√|×|✓|✔|✗|✘|✕|正确|错误|不正确|对|错)\s{0,3}[)\]】]?(?=$|[\s,，;；、。|.\d(【[])/uy;
/** The row of numbers and the row of answers of a table turned into text. */
export const KEY_NUMBERS_ROW =
  /^(?:题号|序号|题目|编号)?\s{0,3}[:|]?\s{0,9}(\d{1,6}(?:[\s|,，、]{1,9}\d{1,6}){1,200})\s{0,9}\|?$/u;
export const KEY_ANSWERS_LABEL = /^(?:(?:正确|参考|标准)?答案|选项)\s{0,3}[:|]?\s{0,9}/u;
/** Answers alone: «ABCDA BCDAB», «√×√√×». */
export const KEY_SEQUENCE = /^[A-L√×✓✗对错TF\s,，、;；|]{2,2000}$/u;
/** Between answers of a list. */
export const KEY_GAP = /[\s,，、;；|。]{1,20}/u;

/** Marks of Markdown around a line: chats and notes are pasted with them. */
export const MARKDOWN_LEAD = /^(?:#{1,6}\s{1,9}|>\s{1,9})/u;
/** What says that a text is a list of questions, for the choice of the reader. */
export const LOOKS_NUMBERED =
  /(?:^|\n)[^\S\n]{0,20}(?:[(（][^()（）\n]{0,6}[)）]\s{0,3})?(?:第\s{0,3})?[（(【[]?[0-9０-９]{1,5}\s{0,3}(?:[.．、)）】\]:：]|题)/u;
export const LOOKS_ANSWERED = /(?:^|\n)[^\S\n]{0,20}[【[]?(?:正确|参考|标准)?答案[】\]]?\s{0,3}[:：]?/u;
export const LOOKS_CHOICE =
  /(?:^|[\s）)])[（(【]?[AＡ][)）】]?\s{0,3}[.．、:：)）]?\s{0,3}\S|[（(【]\s{0,3}(?:[A-H√×]|对|错|正确|错误)\s{0,3}[)）】]/u;
/** How a text begins that this product wrote, and the answer below its first question. */
export const OWN_START = /^\uFEFF?1\.（(?:单选|多选|判断)题）/u;
export const OWN_ANSWER = /\n答案：(?:[A-H]{1,8}|正确|错误)(?:\n|$)/u;
