package dev.courtside.gateway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.courtside.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "dev.courtside.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_BY_FEATURE = ArchitectureRules.PACKAGES_BY_FEATURE;

    @ArchTest
    static final ArchRule TIME_IS_INJECTED = ArchitectureRules.TIME_IS_INJECTED;

    @ArchTest
    static final ArchRule NO_HIBERNATE = ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hibernate.reactive..", "io.quarkus.hibernate..", "jakarta.persistence..")
            .because("the gateway must start and serve without a database");

    @ArchTest
    static final ArchRule TABLES_KNOW_NO_DATABASE = ArchRuleDefinition.noClasses()
            .that()
            .haveSimpleNameEndingWith("Table")
            .or()
            .haveSimpleName("PriceBook")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.quarkus..", "jakarta..")
            .because("what the event loop reads is plain immutable data");
}
