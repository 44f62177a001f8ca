package io.werf.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Habits that cost users nerves, wherever our code is: waiting blindly, hidden global state. */
public final class Habits {

    private static final List<ArchRule> RULES = List.of(
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class)
                    .orShould()
                    .callMethod(TimeUnit.class, "sleep", long.class)
                    .because("waiting is on events; time comes from a Clock or a scheduler"),
            noClasses()
                    .should()
                    .callMethod(System.class, "setProperty", String.class, String.class)
                    .because("it would change the JVM of everybody else in it"),
            noClasses()
                    .should()
                    .callMethod(Throwable.class, "printStackTrace")
                    .because("an error has a message, a cause and advice"),
            fields().that()
                    .areStatic()
                    .and()
                    .doNotHaveName("$assertionsDisabled")
                    .should()
                    .beFinal()
                    .andShould()
                    .notHaveRawType(ConcurrentHashMap.class)
                    .andShould()
                    .notHaveRawType(HashMap.class)
                    .andShould()
                    .notHaveRawType(ArrayList.class)
                    .andShould()
                    .notHaveRawType(AtomicBoolean.class)
                    .because("two runs in one JVM must not see each other"));

    private Habits() {}

    /** @throws AssertionError if a class below the package has one */
    public static void requireNoneIn(String packageName) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName);
        RULES.forEach(rule -> rule.check(classes));
    }
}
