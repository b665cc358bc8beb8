/** Questions that wait together are computed together. */
package dev.ensayo.serving.batching;
