/** The data plane's local copies of everything the control plane decides. */
@NullMarked
package dev.courtside.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
