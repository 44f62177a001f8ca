package io.werf.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.werf.core.error.WerfException;
import org.junit.jupiter.api.Test;

/** Habits that cost users nerves: waiting blindly, hidden global state, printing from a library. */
class HabitsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.werf");

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
                .because("waiting is on events; time comes from a Clock or a scheduler")
                .check(CLASSES);
    }

    @Test
    void noSystemPropertyIsSet() {
        noClasses()
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .because("it would change the JVM of everybody else in it")
                .check(CLASSES);
    }

    @Test
    void nothingIsPrinted() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("the core sends events, sinks show them")
                .check(CLASSES);
    }

    @Test
    void noStaticMutableState() {
        fields().that()
                .areStatic()
                .and()
                .areNotFinal()
                .and()
                .doNotHaveName("$assertionsDisabled")
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .because("two runs in one JVM must not see each other")
                .check(CLASSES);
        fields().that()
                .areStatic()
                .should()
                .notHaveRawType(java.util.concurrent.ConcurrentHashMap.class)
                .andShould()
                .notHaveRawType(java.util.HashMap.class)
                .andShould()
                .notHaveRawType(java.util.ArrayList.class)
                .andShould()
                .notHaveRawType(java.util.concurrent.atomic.AtomicBoolean.class)
                .because("two runs in one JVM must not see each other")
                .check(CLASSES);
    }

    @Test
    void noLoggingInTheCore() {
        noClasses()
                .that()
                .resideInAPackage("io.werf.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.maven..")
                .check(CLASSES);
    }

    @Test
    void errorsAreFinalAndNarrow() {
        classes()
                .that()
                .areAssignableTo(WerfException.class)
                .and()
                .doNotHaveFullyQualifiedName(WerfException.class.getName())
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .because("one table of advice has one entry for each")
                .check(CLASSES);
    }
}
