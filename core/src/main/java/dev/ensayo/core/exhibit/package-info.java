/** What a run shows beside its metrics: texts, pictures, curves, maps. */
package dev.ensayo.core.exhibit;
