/** Objects that were found on scenes, and how well: average precision as COCO defines it. */
package dev.ensayo.core.detection;
