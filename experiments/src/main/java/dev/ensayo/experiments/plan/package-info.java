/** What a study will cost and what it can show, before its first step. */
package dev.ensayo.experiments.plan;
