/** Watches what served models are asked and answer: drift, skew, right answers that come later. */
package dev.ensayo.serving.monitor;
