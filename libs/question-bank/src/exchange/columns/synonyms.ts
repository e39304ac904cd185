import type { SingleField } from './column-map.js';

/**
 * Names of columns met in real sheets (rules.md 4.5), narrow, without blanks and in lower case; best first: of two
 * columns that could be the stem, the one with the earlier name wins.
 */
export const SYNONYMS: Readonly<Record<SingleField, readonly string[]>> = {
  type: words(
    '题型 试题类型 题目类型 试题题型 题目题型 题型名称 题类 题目种类 试题种类 单选/多选/判断 单选/多选 类型 questiontype type',
  ),
  stem: words(
    '题干 题目内容 试题内容 题目题干 试题题干 题干内容 试题描述 题目描述 题目名称 试题名称 问题内容 ' +
      '题文 题面 题目 试题 问题 考题 题目正文 内容 questiontext questioncontent question stem title ' +
      'content',
  ),
  answer: words(
    '正确答案 标准答案 题目答案 试题答案 参考答案 答案 答案选项 正确选项 正确项 正解 标答 ' +
      'correctanswer rightanswer answer key',
  ),
  answerText: words('正确答案文本 答案文本 答案文字 答案内容 正确答案内容'),
  options: words(
    '题目选项 试题选项 全部选项 所有选项 备选答案 备选项 候选项 候选答案 供选答案 可选答案 可选项 选项 选择项 options choices',
  ),
  optionText: words('选项内容 选项文本 选项文字 选项描述 选项正文 选项名称 optiontext optioncontent option choice'),
  optionLabel: words('选项标号 选项编号 选项序号 选项字母 选项号 选项标识 选项标签 optionlabel label'),
  isCorrect: words(
    '是否正确 是否正确答案 是否为正确答案 是否答案 是否为答案 是否正确选项 是否正确项 正确与否 ' +
      '是否正解 正误 对错 iscorrect isanswer isright correct',
  ),
  explanation: words(
    '解析 答案解析 试题解析 题目解析 解析内容 解题思路 讲解 精讲 详解 答案说明 答题说明 解答 分析 解释 点拨 说明 explanation analysis ' +
      'rationale feedback',
  ),
  difficulty: words('难度 难易度 难易程度 难度等级 难度系数 难易 题目难度 试题难度 难度级别 difficulty level'),
  knowledgePoint: words(
    '知识点 考点 考核点 知识点名称 所属知识点 二级考点 考查点 知识要点 考核要点 章节 所属章节 所属章 标签 知识模块 模块 ' +
      '知识分类 所属分类 分类 作业种类 专题 knowledgepoint tags tag chapter',
  ),
  category: words('类别 通用/专业 知识类别 通用专业 题目类别 试题类别 category'),
  sourceClause: words(
    '依据条款 条款依据 法规依据 法律依据 制度依据 出题依据 命题依据 答案依据 依据 条款 出处 题目来源 ' +
      '来源 clause source reference',
  ),
  criteriaClause: words('判定标准条款 判定标准 重大隐患判定标准 重大事故隐患判定标准 隐患判定标准 criteriaclause'),
  number: words(
    '题号 序号 编号 题目编号 试题编号 题目序号 试题序号 题目id 试题id 题id 题目号 试题号 顺序号 no. ' +
      'no id # № number questionid',
  ),
};

function words(text: string): string[] {
  return text.split(' ');
}
