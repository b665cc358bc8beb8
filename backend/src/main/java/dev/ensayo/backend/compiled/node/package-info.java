/** What a block sees of its plan: values, regions of memory, parameters, the pass under way. */
package dev.ensayo.backend.compiled.node;
