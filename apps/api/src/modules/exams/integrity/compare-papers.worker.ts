import { findSimilarPairs, type ComparedPaper } from '@zhian/question-bank';
import { answerAside } from '../../../platform/workers/aside.js';

await answerAside((papers: readonly ComparedPaper[]) => findSimilarPairs(papers));
