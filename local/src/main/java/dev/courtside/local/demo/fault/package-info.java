/** Makes a region hang, err, slow down, drop connections or die, on demand. */
@NullMarked
package dev.courtside.local.demo.fault;

import org.jspecify.annotations.NullMarked;
