package io.ringfence.ops.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One bug of the list.
 *
 * @param title number, area and what is wrong
 * @param file below the repository
 * @param from lines that must stand in the file exactly once
 * @param tests classes that catch it where the simulation does not
 */
record PlantedBug(String title, Path file, String from, String to, List<String> tests, boolean simulated) {
    private static final List<String> HOME =
            List.of("engine", "src/main/java/io/ringfence/engine", "journal", "src/main/java/io/ringfence/journal");

    static List<PlantedBug> read(Path list) throws IOException {
        List<PlantedBug> bugs = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("## ") && !block.isEmpty()) {
                bugs.add(parse(block));
                block.clear();
            }
            if (line.startsWith("## ") || !block.isEmpty()) {
                block.add(line);
            }
        }
        bugs.add(parse(block));
        return bugs;
    }

    private static PlantedBug parse(List<String> block) {
        StringBuilder from = new StringBuilder();
        StringBuilder to = new StringBuilder();
        List<String> tests = List.of();
        Path file = Path.of("");
        boolean simulated = true;
        for (String line : block.subList(1, block.size())) {
            if (line.startsWith("- ")) {
                from.append(line.substring(2)).append('\n');
            } else if (line.startsWith("+ ")) {
                to.append(line.substring(2)).append('\n');
            } else if (line.startsWith("file ")) {
                String[] words = line.split(" ", -1);
                file = Path.of(words[1], HOME.get(HOME.indexOf(words[1]) + 1), words[2]);
            } else if (line.startsWith("tests ")) {
                tests = List.of(line.substring(6).split(" ", -1));
            } else if (line.equals("no-simtest")) {
                simulated = false;
            }
        }
        return new PlantedBug(block.get(0).substring(3), file, from.toString(), to.toString(), tests, simulated);
    }

    /** The file with the bug in it. */
    String plant(Path root) throws IOException {
        String source = Files.readString(root.resolve(file));
        int at = source.indexOf(from);
        if (from.isEmpty() || at < 0 || source.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException(
                    "bug " + title + " does not apply to " + file + ": its lines must stand there exactly once");
        }
        return source.substring(0, at) + to + source.substring(at + from.length());
    }
}
