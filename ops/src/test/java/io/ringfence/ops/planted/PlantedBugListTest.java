package io.ringfence.ops.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of planted bugs follows the code: each still applies, and its tests exist. */
class PlantedBugListTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everyBugAppliesAndNamesItsTests() throws IOException {
        List<PlantedBug> bugs = PlantedBug.read(Path.of("src/test/resources/planted-bugs.txt"));
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(30);
        for (PlantedBug bug : bugs) {
            assertThat(bug.plant(ROOT)).as(bug.title()).contains(bug.to());
            assertThat(bug.tests()).as(bug.title()).isNotEmpty();
            for (String test : bug.tests()) {
                String file = test.replace('.', '/') + ".java";
                assertThat(List.of("engine", "journal", "gateway", "ops"))
                        .as(test)
                        .anyMatch(module -> ROOT.resolve(module + "/src/test/java/" + file)
                                .toFile()
                                .exists());
            }
        }
    }
}
