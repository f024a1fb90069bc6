/** One exchange of the data path: what it is, and the steps that describe it before it is forwarded. */
@NullMarked
package dev.courtside.gateway.exchange;

import org.jspecify.annotations.NullMarked;
