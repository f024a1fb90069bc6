/**
 * Regions as plain Java: how healthy one is, in which order a request tries them, and when which one takes over. The gateway
 * and region-service run this same code, so they can't disagree. Nothing here reads a clock, a random source, a file or the
 * network; time is passed in.
 */
@NullMarked
package dev.courtside.engine.region;

import org.jspecify.annotations.NullMarked;
