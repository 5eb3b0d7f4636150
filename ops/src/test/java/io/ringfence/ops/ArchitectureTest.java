package io.ringfence.ops;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What module dependencies cannot say: that the engine is a pure function of its input. Its byte code is read here
 * because a clock, a random number or an unordered map compiles like anything else and only shows when a replay differs.
 */
class ArchitectureTest {
    private static final String ENGINE = "io.ringfence.engine..";
    /** Written by the SBE tool. */
    private static final String SCHEMA = "io.ringfence.engine.schema..";

    /** Where every number is a scaled long. */
    private static final String[] FIXED_POINT = {
        "io.ringfence.engine.gates..",
        "io.ringfence.engine.state..",
        "io.ringfence.engine.execution..",
        "io.ringfence.engine.units..",
        "io.ringfence.engine.decode.."
    };

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ringfence");

    @Test
    void modulesKnowOnlyTheLayersBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("engine")
                .definedBy(ENGINE)
                .layer("journal")
                .definedBy("io.ringfence.journal..")
                .layer("gateway")
                .definedBy("io.ringfence.gateway..")
                .layer("ops")
                .definedBy("io.ringfence.ops..")
                .whereLayer("ops")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("ops")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("gateway", "ops")
                .check(PRODUCTION);
    }

    @Test
    void engineReadsNoClockRandomEnvironmentOrDefault() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .accessTargetWhere(ambientInput())
                .because("all input comes through the ring, so that a replay gives the same bits")
                .check(PRODUCTION);
    }

    @Test
    void engineUsesNoRandomGenerator() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*|concurrent\\.ThreadLocalRandom)"
                        + "|java\\.security\\.SecureRandom")
                .check(PRODUCTION);
    }

    @Test
    void engineUsesNoMapOrSetWithoutOrder() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Weak|Identity)?Hash(Map|Set|table)(\\$.*)?"
                        + "|java\\.util\\.concurrent\\.ConcurrentHashMap(\\$.*)?")
                .orShould()
                .accessTargetWhere(calls("java.util.(Map|Set)", Set.of("of", "copyOf", "ofEntries")))
                .because("their order differs from run to run or from JDK to JDK")
                .check(PRODUCTION);
    }

    @Test
    void engineDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .and()
                .resideOutsideOfPackage(SCHEMA)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
                        .and(not(assignableTo(Throwable.class)))
                        .and(not(assignableTo(Serializable.class))))
                .check(PRODUCTION);
    }

    @Test
    void engineTakesNoLock() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(ENGINE)
                .should()
                .notHaveModifier(SYNCHRONIZED)
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.locks\\.(?!LockSupport$).*")
                .check(PRODUCTION);
    }

    @Test
    void fieldsAreNeverFloatingPoint() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(FIXED_POINT)
                .should()
                .haveRawType(describe("neither float nor double", type -> !isFloatingPoint(type)))
                .check(PRODUCTION);
    }

    @Test
    void parametersAndResultsAreNeverFloatingPoint() {
        noCodeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(FIXED_POINT)
                .should(be(describe(
                        "taking or returning float or double",
                        (JavaCodeUnit unit) -> isFloatingPoint(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloatingPoint))))
                .check(PRODUCTION);
    }

    private static boolean isFloatingPoint(JavaClass type) {
        return Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                .contains(type.getBaseComponentType().getName());
    }

    private static DescribedPredicate<JavaAccess<?>> ambientInput() {
        return calls(
                        "java.lang.System",
                        Set.of(
                                "currentTimeMillis",
                                "nanoTime",
                                "getenv",
                                "getProperty",
                                "getProperties",
                                "identityHashCode"))
                .or(calls("java.lang.(Integer|Long|Boolean)", Set.of("getInteger", "getLong", "getBoolean")))
                .or(calls("java.lang.Math", Set.of("random")))
                .or(calls("java.util.UUID", Set.of("randomUUID")))
                .or(calls("java.util.(Locale|TimeZone)", Set.of("getDefault")))
                .or(calls("java.nio.charset.Charset", Set.of("defaultCharset")))
                .or(calls("java.time.ZoneId", Set.of("systemDefault")))
                .or(calls("java.time.*", Set.of("now")))
                .or(calls("java.time.(Clock|InstantSource)", Set.of("system", "systemUTC", "systemDefaultZone")))
                .as("a clock, a random number, the environment or a default of this machine");
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String owner, Set<String> names) {
        String pattern = owner.replace(".", "\\.").replace("\\.*", "\\..*");
        return describe(
                owner + " " + names,
                access -> names.contains(access.getTarget().getName())
                        && access.getTargetOwner().getName().matches(pattern));
    }
}
