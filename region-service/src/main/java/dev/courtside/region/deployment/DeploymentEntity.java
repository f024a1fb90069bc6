package dev.courtside.region.deployment;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What people edit of a deployment. What is decided about it stands in other tables and never passes Hibernate. */
@Entity
@Table(name = "deployment")
public class DeploymentEntity {
    @Id
    String id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String strategy;

    @Column(nullable = false)
    String primaryRegion;

    @Column(nullable = false)
    boolean autoFailover;

    @Version
    long version;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant updatedAt;

    // eager: reactive sessions can't load it on first use
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "region", joinColumns = @JoinColumn(name = "deployment_id"))
    Set<RegionEntity> regions = new HashSet<>();
}
