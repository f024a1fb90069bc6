package dev.courtside.region.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people edit of a region: a value, equal when all is. */
@Embeddable
public class RegionEntity {
    @Column(nullable = false)
    String name = "";

    @Column(nullable = false)
    int priority;

    @Column(nullable = false)
    String configuredStatus = "";

    @Column(nullable = false)
    String endpointUrl = "";

    @Column(nullable = false)
    String healthCheckUrl = "";

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegionEntity that
                && name.equals(that.name)
                && priority == that.priority
                && configuredStatus.equals(that.configuredStatus)
                && endpointUrl.equals(that.endpointUrl)
                && healthCheckUrl.equals(that.healthCheckUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, priority, configuredStatus, endpointUrl, healthCheckUrl);
    }
}
