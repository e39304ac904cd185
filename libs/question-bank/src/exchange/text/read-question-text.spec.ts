import { describe, expect, it } from '@jest/globals';
import { brief } from '../../testing/reading.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { readQuestionText } from './read-question-text.js';
import { startCpuClock } from '../../testing/cpu-ms.js';

const HAT = ['A. 保护头部', 'B. 装饰', 'C. 增加重量', 'D. 没有作用'];
const TAIL = '[保护头部/装饰/增加重量/没有作用]';

interface Case {
  title: string;
  text: string[];
  answers?: string;
  /** `row type stem [options] key` of each question. */
  questions?: string[];
  /** `row code` of each refusal. */
  refused?: string[];
  /** `row code` of each doubt. */
  doubts?: string[];
}

const CASES: Case[] = [
  {
    title: 'number with a point, options on lines, answer in the bracket',
    text: ['1. 安全帽的作用是（A）', ...HAT],
    questions: [`1 single 安全帽的作用是（ ） ${TAIL} A`],
  },
  {
    title: 'number with 、 and a full-width bracket with blanks',
    text: ['1、安全帽的作用是（　Ｂ　）。', ...HAT],
    questions: [`1 single 安全帽的作用是（ ）。 ${TAIL} B`],
  },
  {
    title: 'full-width number, letters and marks',
    text: ['１．安全帽的作用是（　）', 'Ａ．保护头部', 'Ｂ、装饰', '答案：Ａ'],
    questions: ['1 single 安全帽的作用是（　） [保护头部/装饰] A'],
  },
  {
    title: 'numbers in brackets where nothing else numbers questions',
    text: ['(1) 安全帽的作用是', ...HAT, '答案：A', '（2）灭火器每月检查一次。（√）'],
    questions: [`1 single 安全帽的作用是 ${TAIL} A`, '7 true_false 灭火器每月检查一次。（ ） [正确/错误] A'],
  },
  {
    title: 'numbers in brackets are parts of a question where other numbers are in use',
    text: ['1. 下列做法：', '(1) 戴手套', '(2) 系安全带', '正确的有几项？', 'A. 一项', 'B. 两项', '答案：B'],
    questions: ['1 single 下列做法： (1) 戴手套 (2) 系安全带 正确的有几项？ [一项/两项] B'],
  },
  {
    title: '第 n 题, 【n】 and a colon behind the number',
    text: [
      '第1题：甲说得对吗',
      'A. 对头',
      'B. 不对头',
      '答案：A',
      '【2】乙说得对吗',
      'A. 对头',
      'B. 不对头',
      '答案：B',
      '3：丙说得对吗',
      'A. 对头',
      'B. 不对头',
      '答案：A',
    ],
    questions: [
      '1 single 甲说得对吗 [对头/不对头] A',
      '5 single 乙说得对吗 [对头/不对头] B',
      '9 single 丙说得对吗 [对头/不对头] A',
    ],
  },
  {
    title: 'numbers without a mark',
    text: ['1 安全帽的作用是（A）', ...HAT, '2 灭火器放在明显处（B）', 'A. 否', 'B. 是的'],
    questions: [`1 single 安全帽的作用是（ ） ${TAIL} A`, '6 single 灭火器放在明显处（ ） [否/是的] B'],
  },
  {
    title: 'options two to a line and four to a line',
    text: ['1. 甲是（A）', 'A. 子  B. 丑', 'C. 寅  D. 卯', '2. 乙是（B）', 'A.子\tB.丑\tC.寅\tD.卯'],
    questions: ['1 single 甲是（ ） [子/丑/寅/卯] A', '4 single 乙是（ ） [子/丑/寅/卯] B'],
  },
  {
    title: 'options on the line of the stem, with and without blanks between them',
    text: ['1.甲是（A）A.子 B.丑 C.寅 D.卯', '2.乙是（CD）A.子B.丑C.寅D.卯'],
    questions: ['1 single 甲是（ ） [子/丑/寅/卯] A', '2 multiple 乙是（ ） [子/丑/寅/卯] CD'],
  },
  {
    title: 'options with brackets, with 、, with : and in small letters',
    text: [
      '1. 甲是',
      '(A) 子',
      '(B) 丑',
      '答案：A',
      '2. 乙是',
      'A、子',
      'B、丑',
      '答案：B',
      '3. 丙是',
      'a) 子',
      'b) 丑',
      '答案：b',
    ],
    questions: ['1 single 甲是 [子/丑] A', '5 single 乙是 [子/丑] B', '9 single 丙是 [子/丑] B'],
  },
  {
    title: 'options without a mark behind the letter',
    text: ['1. 甲是（B）', 'A子丑', 'B寅卯', '2. 乙是（A）', 'A 子丑', 'B 寅卯'],
    questions: ['1 single 甲是（ ） [子丑/寅卯] B', '4 single 乙是（ ） [子丑/寅卯] A'],
  },
  {
    title: 'several questions on a line',
    text: ['1.甲是（A）A.子 B.丑 2.乙是（B）A.子 B.丑 3.火灾拨打 119。（√） 4.触电先拉人。（×）'],
    questions: [
      '1 single 甲是（ ） [子/丑] A',
      '1 single 乙是（ ） [子/丑] B',
      '1 true_false 火灾拨打 119。（ ） [正确/错误] A',
      '1 true_false 触电先拉人。（ ） [正确/错误] B',
    ],
  },
  {
    title: 'figures are no numbers of questions',
    text: ['1. 高处作业是指（B）', 'A. 1.5 米以上 B. 2.0 米以上', '2.5 米处作业要系安全带。（√）'],
    questions: [
      '1 single 高处作业是指（ ） [1.5 米以上/2.0 米以上] B',
      '3 true_false 5 米处作业要系安全带。（ ） [正确/错误] A',
    ],
  },
  {
    title: 'answers with every label',
    text: [
      '1. 甲',
      'A. 子',
      'B. 丑',
      '答案：A',
      '2. 乙',
      'A. 子',
      'B. 丑',
      '正确答案：B',
      '3. 丙',
      'A. 子',
      'B. 丑',
      '【答案】A',

      '4. 丁',
      'A. 子',
      'B. 丑',
      '参考答案: AB',
      '5. 戊',
      'A. 子',
      'B. 丑',
      '标准答案 B',
      '6. 己',
      'A. 子',
      'B. 丑',
      '答：A',
    ],
    questions: [
      '1 single 甲 [子/丑] A',
      '5 single 乙 [子/丑] B',
      '9 single 丙 [子/丑] A',
      '13 multiple 丁 [子/丑] AB',
      '17 single 戊 [子/丑] B',
      '21 single 己 [子/丑] A',
    ],
  },
  {
    title: 'answer and explanation on one line, and an explanation of several lines',
    text: [
      '1. 甲是',
      'A. 子',
      'B. 丑  答案：B  解析：因为丑。',
      '2. 乙是',
      'A. 子',
      'B. 丑',
      '【答案】A【解析】第一行',
      '第二行',
    ],
    questions: ['1 single 甲是 [子/丑] B 因为丑。', '4 single 乙是 [子/丑] A 第一行 第二行'],
  },
  {
    title: 'the answer on the line below its label',
    text: ['1. 甲是', 'A. 子', 'B. 丑', '答案：', 'B', '2. 乙是', 'A. 子', 'B. 丑', '答案：', 'A'],
    questions: ['1 single 甲是 [子/丑] B', '6 single 乙是 [子/丑] A'],
  },
  {
    title: 'letters apart by commas, 、 and blanks',
    text: ['1. 甲（A、C）', ...HAT, '2. 乙', ...HAT, '答案：A,B，D', '3. 丙（B D）', ...HAT],
    questions: [`1 multiple 甲（ ） ${TAIL} AC`, `6 multiple 乙 ${TAIL} ABD`, `12 multiple 丙（ ） ${TAIL} BD`],
  },
  {
    title: 'the answer is the text of the option',
    text: ['1. 甲是', 'A. 子', 'B. 丑', '答案：丑', '2. 乙是', 'A. 子', 'B. 丑', '答案：B.丑'],
    questions: ['1 single 甲是 [子/丑] B', '5 single 乙是 [子/丑] B'],
  },
  {
    title: 'judgements with words and signs at the end',
    text: [
      '1. 甲。（对）',
      '2. 乙。(错误)',
      '3. 丙。（ √ ）',
      '4. 丁。【×】',
      '5. 戊。（T）',
      '6. 己。（正确）',
      '7. 庚√',
      '8. 辛。（✗）',
    ],
    questions: [
      '1 true_false 甲。（ ） [正确/错误] A',
      '2 true_false 乙。（ ） [正确/错误] B',
      '3 true_false 丙。（ ） [正确/错误] A',

      '4 true_false 丁。（ ） [正确/错误] B',
      '5 true_false 戊。（ ） [正确/错误] A',
      '6 true_false 己。（ ） [正确/错误] A',
      '7 true_false 庚 [正确/错误] A',
      '8 true_false 辛。（ ） [正确/错误] B',
    ],
  },
  {
    title: 'the mark stands before the number or before the statement',
    text: ['判断题', '（√）1. 甲。', '( × ) 2、乙。', '3. （对）丙。'],
    questions: [
      '2 true_false 甲。 [正确/错误] A',
      '3 true_false 乙。 [正确/错误] B',
      '4 true_false 丙。 [正确/错误] A',
    ],
  },
  {
    title: 'judgements with labelled answers',
    text: [
      '二、判断题',
      '1. 甲。',
      '答案：对',
      '2. 乙。（  ）',
      '正确答案：×',
      '3. 丙。',
      '【答案】错误',
      '4. 丁。',
      '答案：N',
    ],
    questions: [
      '2 true_false 甲。 [正确/错误] A',
      '4 true_false 乙。（  ） [正确/错误] B',
      '6 true_false 丙。 [正确/错误] B',
      '8 true_false 丁。 [正确/错误] B',
    ],
  },
  {
    title: 'a judgement written with two options',
    text: [
      '1. 酒后可以登高。（ ）',
      'A. 正确',
      'B. 错误',
      '正确答案：B',
      '2. 火警是 119。（ ）',
      'A. 错',
      'B. 对',
      '答案：B',
    ],
    questions: ['1 true_false 酒后可以登高。（ ） [正确/错误] B', '5 true_false 火警是 119。（ ） [正确/错误] A'],
  },
  {
    title: '正确 and 错误 as options of a question that asks for a choice',
    text: ['1. 关于作业票，下列说法正确的是（B）', 'A. 正确', 'B. 错误'],
    questions: ['1 single 关于作业票，下列说法正确的是（ ） [正确/错误] B'],
  },
  {
    title: 'heads set the type: one letter in 多选题 stays 多选',
    text: [
      '一、单选题（每题 1 分，共 10 分）',
      '1. 甲（A）',
      ...HAT,
      '二、多项选择题',
      '1. 乙（A）',
      ...HAT,
      '三、判断题：正确的打√',
      '1. 丙。（×）',
    ],
    questions: [`2 single 甲（ ） ${TAIL} A`, `8 multiple 乙（ ） ${TAIL} A`, '14 true_false 丙。（ ） [正确/错误] B'],
  },
  {
    title: 'heads of other shapes',
    text: [
      '【多选题】',
      '1. 甲（A）',
      ...HAT,
      '第二部分 单选题',
      '1. 乙（A）',
      ...HAT,
      '3、判断题（共 1 题）',
      '1. 丙。（√）',
    ],
    questions: [`2 multiple 甲（ ） ${TAIL} A`, `8 single 乙（ ） ${TAIL} A`, '14 true_false 丙。（ ） [正确/错误] A'],
  },
  {
    title: 'the type in the question itself, and points that belong to a paper',
    text: [
      '1.（多选题）甲（A）',
      ...HAT,
      '2. [单选] 乙（A）（2分）',
      ...HAT,
      '3.【判断题】（1 分）丙。',
      '答案：对',
      '4. 丁（B）（多选）',
      ...HAT,
    ],
    questions: [
      `1 multiple 甲（ ） ${TAIL} A`,
      `6 single 乙（ ） ${TAIL} A`,
      '11 true_false 丙。 [正确/错误] A',
      `13 multiple 丁（ ） ${TAIL} B`,
    ],
  },
  {
    title: 'list of answers: 1.A 2.B',
    text: ['1. 甲', ...HAT, '2. 乙', ...HAT, '3. 丙。', '参考答案', '1.A 2.BD 3.√'],
    questions: [`1 single 甲 ${TAIL} A`, `6 multiple 乙 ${TAIL} BD`, '11 true_false 丙。 [正确/错误] A'],
  },
  {
    title: 'list of answers: ranges, together and apart',
    text: ['1. 甲', ...HAT, '2. 乙', ...HAT, '3. 丙', ...HAT, '4. 丁', ...HAT, '答案：1-2 AB；3~4：C D'],
    questions: [`1 single 甲 ${TAIL} A`, `6 single 乙 ${TAIL} B`, `11 single 丙 ${TAIL} C`, `16 single 丁 ${TAIL} D`],
  },
  {
    title: 'list of answers: letters without numbers',
    text: [
      '一、单选题',
      '1. 甲',
      ...HAT,
      '2. 乙',
      ...HAT,
      '二、判断题',
      '3. 丙。',
      '4. 丁。',
      '参考答案',
      '一、单选题：AB',
      '二、判断题',
      '√×',
    ],
    questions: [
      `2 single 甲 ${TAIL} A`,
      `7 single 乙 ${TAIL} B`,
      '13 true_false 丙。 [正确/错误] A',
      '14 true_false 丁。 [正确/错误] B',
    ],
  },
  {
    title: 'list of answers as a table of two rows, apart by tabs or bars',
    text: ['1. 甲', ...HAT, '2. 乙', ...HAT, '题号\t1\t2', '答案\tA\tBC'],
    questions: [`1 single 甲 ${TAIL} A`, `6 multiple 乙 ${TAIL} BC`],
  },
  {
    title: 'list of answers without any mark between',
    text: ['1. 甲', ...HAT, '2. 乙', ...HAT, '【参考答案】', '1A2CD'],
    questions: [`1 single 甲 ${TAIL} A`, `6 multiple 乙 ${TAIL} CD`],
  },
  {
    title: 'list of answers with explanations',
    text: [
      '1. 甲',
      ...HAT,
      '2. 乙',
      ...HAT,
      '答案与解析',
      '1.【答案】A【解析】因为甲。',
      '2. 答案：B',
      '解析：因为乙。',
      '还因为丙。',
    ],
    questions: [`1 single 甲 ${TAIL} A 因为甲。`, `6 single 乙 ${TAIL} B 因为乙。 还因为丙。`],
  },
  {
    title: 'numbers begin anew in every section, in the list too',
    text: [
      '一、单选题',
      '1. 甲',
      ...HAT,
      '二、判断题',
      '1. 乙。',
      '参考答案',
      '一、单选题',
      '1.C',
      '二、判断题',
      '1.×',
    ],
    questions: [`2 single 甲 ${TAIL} C`, '8 true_false 乙。 [正确/错误] B'],
  },
  {
    title: 'numbers begin anew, and the list does not say for which',
    text: ['一、单选题', '1. 甲', ...HAT, '二、多选题', '1. 乙', ...HAT, '参考答案', '1.C'],
    refused: ['2 key-unclear', '8 key-unclear'],
    doubts: ['14 answer-without-question'],
  },
  {
    title: 'a list of answers after each chapter',
    text: ['1. 甲', ...HAT, '参考答案', '1.A', '第二章 用电', '1. 乙', ...HAT, '参考答案', '1.B'],
    questions: [`1 single 甲 ${TAIL} A`, `9 single 乙 ${TAIL} B`],
  },
  {
    title: 'the answers in a second text',
    text: ['1. 甲', ...HAT, '2. 乙', ...HAT, '3. 丙。'],
    answers: '参考答案\n1-2: A BD\n3. 错',
    questions: [`1 single 甲 ${TAIL} A`, `6 multiple 乙 ${TAIL} BD`, '11 true_false 丙。 [正确/错误] B'],
  },
  {
    title: 'a second text with an answer too many and a line of something else',
    text: ['1. 甲', ...HAT],
    answers: '安全科 2024 年编\n1.A\n7.B',
    questions: [`1 single 甲 ${TAIL} A`],
    doubts: ['1 line-left-out', '3 answer-without-question'],
  },
  {
    title: 'two places say different answers',
    text: ['1. 甲（A）', ...HAT, '答案：B', '2. 乙（A）', ...HAT, '参考答案', '2.C'],
    refused: ['1 key-conflict', '7 key-conflict'],
  },
  {
    title: 'a letter in the stem is no answer when the answer is elsewhere',
    text: ['1. 维生素（A）缺乏会造成什么？', 'A. 夜盲', 'B. 脚气', '答案：A'],
    questions: ['1 single 维生素（A）缺乏会造成什么？ [夜盲/脚气] A'],
  },
  {
    title: 'several brackets with different letters',
    text: ['1. 先（A）后（B）再停电', 'A. 验电', 'B. 挂牌'],
    refused: ['1 key-unclear'],
  },
  {
    title: 'shared material for the questions it names, and no longer',
    text: [
      '根据以下材料回答 1-2 题',
      '某车间发生火灾。',
      '1. 首先应（A）',
      'A. 报警',
      'B. 离开',
      '2. 然后应（B）',
      'A. 旁观',
      'B. 疏散',
      '3. 火警是（A）',
      'A. 119',
      'B. 120',
    ],
    questions: [
      '3 single 根据以下材料回答 1-2 题 某车间发生火灾。 首先应（ ） [报警/离开] A',
      '6 single 根据以下材料回答 1-2 题 某车间发生火灾。 然后应（ ） [旁观/疏散] B',
      '9 single 火警是（ ） [119/120] A',
    ],
  },
  {
    title: 'shared material below a head of its own',
    text: ['共用题干', '案例：某车间发生火灾。', '1. 首先应（A）', 'A. 报警', 'B. 离开'],
    questions: ['3 single 案例：某车间发生火灾。 首先应（ ） [报警/离开] A'],
  },
  {
    title: 'a stem of several lines',
    text: ['1. 甲说：', '“先验电。”', '乙说：', '“不必。”', '谁说得对？（A）', 'A. 甲', 'B. 乙'],
    questions: ['1 single 甲说： “先验电。” 乙说： “不必。” 谁说得对？（ ） [甲/乙] A'],
  },
  {
    title: 'what a paper says around its questions is no question',
    text: [
      '绝密★启用前',
      '考试时间：90 分钟',
      '1. 甲（A）',
      ...HAT,
      '',
      '第 1 页 共 2 页',
      '2. 乙（B）',
      ...HAT,
      '考试结束',
    ],
    questions: [`3 single 甲（ ） ${TAIL} A`, `10 single 乙（ ） ${TAIL} B`],
    doubts: ['1 line-left-out', '9 line-left-out', '15 line-left-out'],
  },
  {
    title: 'a line behind an option is joined to it and pointed out',
    text: ['1. 甲（A）', 'A. 子', 'B. 丑', '时三刻'],
    questions: ['1 single 甲（ ） [子/丑 时三刻] A'],
    doubts: ['1 line-joined'],
  },
  {
    title: 'a gap in the numbers is pointed out',
    text: ['1. 甲（A）', ...HAT, '4. 乙（B）', ...HAT],
    questions: [`1 single 甲（ ） ${TAIL} A`, `6 single 乙（ ） ${TAIL} B`],
    doubts: ['6 number-gap'],
  },
  {
    title: 'a letter is missing among the options',
    text: ['1. 甲（A）', 'A. 子', 'B. 丑', 'D. 卯', '2. 乙（D）', 'A. 子', 'B. 丑', 'D. 卯'],
    questions: ['1 single 甲（ ） [子/丑/卯] A'],
    refused: ['5 option-letters'],
    doubts: ['1 option-letters'],
  },
  {
    title: 'a letter within an option is no option where a line begins with it; a letter twice says nothing',
    text: ['1. 甲（B）', 'A. 丙类和B、C 类', 'B. 丁类', '2. 乙（B）', 'A. 子', 'B. 丑', 'B. 寅'],
    questions: ['1 single 甲（ ） [丙类和B、C 类/丁类] B'],
    refused: ['4 option-letters'],
  },
  {
    title: 'the answer behind a stem whose own bracket is empty',
    text: ['1. 甲用（ ）灭火。（A）', 'A. 水', 'B. 沙'],
    questions: ['1 single 甲用（ ）灭火。（ ） [水/沙] A'],
    doubts: ['1 key-bracket'],
  },
  {
    title: 'questions without numbers, as they come out of automatic lists',
    text: ['安全知识', '甲是（A）', 'A. 子', 'B. 丑', '乙是（B）', 'A. 子', 'B. 丑'],
    questions: ['2 single 甲是（ ） [子/丑] A', '5 single 乙是（ ） [子/丑] B'],
    doubts: ['1 line-left-out'],
  },
  {
    title: 'marks of Markdown around the lines',
    text: ['## 一、单选题', '**1. 甲是**', '- A. 子', '- B. 丑', '**答案：B**'],
    questions: ['2 single 甲是 [子/丑] B'],
  },
  {
    title: '填空 and 简答 are refused by name, with and without a head',
    text: [
      '一、填空题',
      '1. 火警是（119）。',
      '二、简答题',
      '1. 简述用火审批。',
      '答案：先申请，后作业。',
      '三、名词解释',
      '1. 动火作业',
    ],
    refused: ['2 type-unsupported', '4 type-unsupported', '7 type-unsupported'],
  },
  {
    title: 'several blanks are no choice, filled or not',
    text: ['1. 先（验电）、再（挂牌）、后（作业）。', '2. 安全电压是____伏和____伏。', '答案：36；12'],
    refused: ['1 type-unsupported', '2 type-unsupported'],
  },
  {
    title: 'letters that count things in a question for a text are no options',
    text: [
      '1. 请比较下列方案：A.停电 B.带电。',
      '答案：应停电，带电要有措施。',
      '2. 简述 A.甲法 与 B.乙法 的差别。',
      '答案：A',
    ],
    refused: ['1 type-unsupported', '3 type-unsupported'],
  },
  {
    title: 'code is left as it is',
    text: ['1. 程序的结果是', 'if (A) {', 'run("(B)")', '}', 'A. 停机', 'B. 报警', '答案：A'],
    questions: ['1 single 程序的结果是 if (A) { run("(B)") } [停机/报警] A'],
  },
  {
    title: 'abbreviations are no options',
    text: ['1. The U.S.A. was founded in 1776. 对吗（A）', 'A. 是的', 'B. 不是'],
    questions: ['1 single The U.S.A. was founded in 1776. 对吗（ ） [是的/不是] A'],
  },
  {
    title: 'no answer anywhere, an answer beyond the options, an answer that says nothing',
    text: ['1. 甲', ...HAT, '2. 乙（E）', ...HAT, '3. 丙', ...HAT, '答案：略', '判断题', '4. 丁。', '答案：A'],
    refused: ['1 key-empty', '6 key-beyond-options', '11 key-not-understood', '18 options-too-few'],
  },
  {
    title: 'a copy further down is counted once',
    text: ['1. 甲（A）', ...HAT, '2. 甲（A）', ...HAT],
    questions: [`1 single 甲（ ） ${TAIL} A`],
  },
  {
    title: 'difficulty, knowledge point, category and clause below the question',
    text: [
      '1. 甲（A）',
      ...HAT,
      '难度：较难',
      '知识点：用电',
      '类别：通用',
      '依据：第五条',
      '2. 乙（A）',
      ...HAT,
      '难度：七',
    ],
    questions: [`1 single 甲（ ） ${TAIL} A 4 用电 general 第五条`, `10 single 乙（ ） ${TAIL} A`],
    doubts: ['10 difficulty-not-understood'],
  },
  {
    title: 'a table copied from a spreadsheet',
    text: ['题号\t题型\t题干\tA\tB\t答案', '1\t单选题\t甲\t子\t丑\tA', '2\t多选题\t乙\t子\t丑\tAB'],
    questions: ['2 single 甲 [子/丑] A', '3 multiple 乙 [子/丑] AB'],
  },
];

const flat = (text: string): string => text.replaceAll('\n', ' ');

describe('questions as text', () => {
  it.each(CASES.map((each) => [each.title, each] as const))('%s', async (_, each) => {
    const result = await readQuestionText(each.text.join('\n'), { answers: each.answers });
    const more = result.questions.map((question) => {
      const { explanation, difficulty, knowledgePoint, category, sourceClause } = question;
      return [explanation, difficulty, knowledgePoint, category, sourceClause].filter((part) => part).join(' ');
    });
    expect(brief(result).map((line, index) => flat(`${line} ${more[index]}`).trim())).toEqual(each.questions ?? []);
    expect(result.refused.map(({ row, code }) => `${row} ${code}`)).toEqual(each.refused ?? []);
    expect(result.doubts.map(({ row, code }) => `${row} ${code}`)).toEqual(each.doubts ?? []);
  });

  it('says where each thing stands, and names the type it refuses', async () => {
    const { refused } = await readQuestionText('一、填空题\n1. 火警是____。\n答案：119');
    expect(refused).toEqual([
      {
        sheet: '正文',
        row: 2,
        column: null,
        code: 'type-unsupported',
        message: '正文 2 行（第 1 题）：填空题还不能导入，只收单选、多选、判断。',
      },
    ]);
  });

  it('counts what it accepts and refuses, and how many lines found a place', async () => {
    const result = await readQuestionText('甲乙丙\n1. 甲（A）\nA. 子\nB. 丑\n2. 简述火灾。');
    expect(result.accepted).toEqual({ single: 1, multiple: 0, true_false: 0 });
    expect(result.sheets).toMatchObject([
      { sheet: '正文', layout: 'numbered-text', rows: 2, refused: 1, confidence: 0.8 },
    ]);
  });

  it('takes the type that a person gives for questions that say none', async () => {
    const text = '1. 甲\nA. 子\nB. 丑\n答案：A';
    const corrections = { sheets: { 正文: { type: 'multiple' as const } } };
    expect((await readQuestionText(text, { corrections })).questions[0]?.type).toBe('multiple');
  });

  it('refuses a text without questions, unless a person is to look at it', async () => {
    const text = '注意事项：请认真作答。\n请在规定时间内完成。';
    await expect(readQuestionText(text)).rejects.toThrow(UnreadableFileError);
    expect((await readQuestionText(text, { keepUnrecognised: true })).questions).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const text = Array.from({ length: 3000 }, (_, index) => `${index + 1}. 甲（A）A.子 B.丑`).join('\n');
    const controller = new AbortController();
    const reading = readQuestionText(text, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(reading).rejects.toThrow('aborted');
  });

  it('A20: reads 100,000 lines in seconds', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `${index + 1}. 第 ${index} 号题（B）\nA. 子\nB. 丑\n\n解析：略`,
    );
    const spent = startCpuClock();
    const result = await readQuestionText(lines.join('\n'));
    expect(result.questions).toHaveLength(20_000);
    expect(spent()).toBeLessThan(15_000);
  }, 30_000);
});
