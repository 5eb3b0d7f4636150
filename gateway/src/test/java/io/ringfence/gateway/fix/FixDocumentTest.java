package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.DataDictionary;

/** docs/fix.md and docs/fix-order-states.md against the dictionaries and the tests that they name. */
class FixDocumentTest {
    private static final Path RULES = Path.of("../docs/fix.md");
    private static final Path STATES = Path.of("../docs/fix-order-states.md");
    private static final Pattern TAG = Pattern.compile("\\b(\\d{1,5})\\b");

    @TempDir
    private static Path folder;

    private static DataDictionary plain;
    private static DataDictionary ours;

    @BeforeAll
    static void read() throws Exception {
        plain = new DataDictionary("FIX44.xml");
        ours = new DataDictionary(FixDictionary.write(folder).toString());
    }

    /** Rows of the table behind a heading, cells trimmed. */
    private static List<List<String>> table(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(RULES)) {
            inside = line.startsWith("#") ? line.equals(heading) : inside;
            if (inside && line.startsWith("|")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::trim)
                        .toList());
            }
        }
        assertThat(rows).as(heading).hasSizeGreaterThan(2);
        return rows.subList(2, rows.size());
    }

    /** Numbers that stand for tags: not those in brackets, which are values. */
    private static Set<Integer> tags(String cell) {
        String text =
                cell.replaceAll("\\([^)]*\\)", "").replaceAll("=\\s*\\w+", "").replaceAll("[0-9],[0-9]{3}", "");
        Set<Integer> tags = new TreeSet<>();
        Matcher ranges = Pattern.compile("(\\d+) to (\\d+)").matcher(text);
        while (ranges.find()) {
            for (int tag = Integer.parseInt(ranges.group(1)); tag <= Integer.parseInt(ranges.group(2)); tag++) {
                tags.add(tag);
            }
        }
        tags.addAll(TAG.matcher(text)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .collect(Collectors.toSet()));
        return tags;
    }

    private static Set<Integer> extensions() throws IOException {
        return table("## Tags that are not FIX 4.4").stream()
                .flatMap(row -> tags(row.get(0)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean has(DataDictionary dictionary, String type, int tag) {
        return dictionary.isMsgField(type, tag)
                || dictionary.isHeaderField(tag)
                || Stream.of(268, 534)
                        .filter(count -> dictionary.isGroup(type, count))
                        .anyMatch(count -> dictionary
                                .getGroup(type, count)
                                .getDataDictionary()
                                .isField(tag));
    }

    @Test
    void everyTagIsInTheDictionaryThatWeShip() throws IOException {
        for (String heading : List.of("## Messages in", "## Messages out")) {
            for (List<String> row : table(heading)) {
                List<String> types = Pattern.compile("\\b[A-Za-z0-9]{1,2}\\b")
                        .matcher(row.get(0))
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertThat(types).as(row.get(0)).isNotEmpty().allMatch(ours::isMsgType);
                for (int tag : tags(row.get(1))) {
                    assertThat(types).as("tag %s in %s", tag, row.get(0)).anyMatch(type -> has(ours, type, tag));
                }
            }
        }
    }

    @Test
    void whatFix44DoesNotHaveIsListedAsOurs() throws IOException {
        Set<Integer> extensions = extensions();
        assertThat(extensions).allMatch(tag -> !plain.isField(tag));
        for (String heading : List.of("## Messages in", "## Messages out")) {
            for (List<String> row : table(heading)) {
                assertThat(tags(row.get(1)).stream().filter(tag -> !plain.isField(tag)))
                        .as(row.get(0))
                        .isSubsetOf(extensions);
            }
        }
    }

    @Test
    void whatWeAddedIsDocumented() throws IOException {
        Set<Integer> added = new TreeSet<>();
        for (int tag = 1; tag < 21_000; tag++) {
            if (ours.isField(tag) && !plain.isField(tag)) {
                added.add(tag);
            }
        }
        assertThat(extensions()).isEqualTo(added);
    }

    /** Every test that a row names is one that runs. */
    @Test
    void rowsOfTheMatricesArePlayed() throws IOException {
        Set<String> tests = Stream.of(OrderMatrixTest.class, SessionTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toSet());
        int rows = 0;
        Set<String> named = new TreeSet<>();
        for (String line : Files.readAllLines(STATES)) {
            if (line.startsWith("|") && !line.startsWith("|---")) {
                rows++;
                String last = line.substring(line.lastIndexOf('|', line.length() - 2));
                List<String> names = Pattern.compile("`(\\w+)`")
                        .matcher(last)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
                assertThat(tests).as(line).containsAll(names);
                named.addAll(names);
                assertThat(!names.isEmpty() || line.contains("| not ") || line.contains("| played by"))
                        .as("neither played nor said why not: " + line)
                        .isTrue();
            }
        }
        assertThat(rows).isGreaterThan(50);
        assertThat(named).hasSizeGreaterThan(35);
    }
}
