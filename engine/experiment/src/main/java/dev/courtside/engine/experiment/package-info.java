/**
 * Flags and experiments as plain Java: who gets which variant, and why. The gateway and experiment-service run this same
 * code, so they can't disagree. Nothing here reads a clock, a random source, a file or the network.
 */
@NullMarked
package dev.courtside.engine.experiment;

import org.jspecify.annotations.NullMarked;
