package dev.courtside.experiment.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A metric's row. */
@Entity
@Table(name = "metric")
public class MetricEntity {
    @Id
    @Column(name = "key")
    String key;

    @Column(name = "type")
    String type;

    @Column(name = "direction")
    String direction;

    @Column(name = "description")
    @Nullable
    String description;

    /** True for those that the gateway emits. */
    @Column(name = "built_in")
    boolean builtIn;

    @Version
    @Column(name = "version")
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
