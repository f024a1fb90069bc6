package dev.courtside.experiment.flag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flag's row. */
@Entity
@Table(name = "flag")
public class FlagEntity {
    @Id
    @Column(name = "key")
    String key;

    /** The {@link dev.courtside.engine.experiment.FlagDefinition} as JSON. */
    @Column(name = "definition")
    String definition;

    @Column(name = "description")
    @Nullable
    String description;

    @Column(name = "owner")
    @Nullable
    String owner;

    /** A JSON array of texts. */
    @Column(name = "tags")
    String tags;

    @Version
    @Column(name = "version")
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "archived_at")
    @Nullable
    Instant archivedAt;
}
