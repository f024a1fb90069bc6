package dev.courtside.region.failover;

import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.region.deployment.StoredDeployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a committed decision made of a deployment.
 *
 * @param deployment as it is now
 * @param held the failover that waits now; null when none does
 * @param plan what was carried out
 */
record Decided(StoredDeployment deployment, Failover.@Nullable Held held, List<FailoverOperation> plan) {}
