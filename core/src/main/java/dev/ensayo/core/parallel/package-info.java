/** One model trained by several workers: what each does, and how what they learn comes together. */
package dev.ensayo.core.parallel;
