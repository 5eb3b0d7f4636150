package io.ringfence.ops.planted;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Plants each bug of the list, alone, into a copy of its file, compiles that in front of the class path and runs the
 * simulation and the tests named. A bug that does not apply or compile is an error and not a catch. See
 * docs/simulation.md; started by {@code ops/dev/planted-bugs}.
 */
final class PlantedBugs {
    /** For one run of the simulation, or of the tests of one bug; all tests together get more. */
    private static final long LIMIT_SECONDS = 240;

    private static final long HEALTH_LIMIT_SECONDS = 900;

    private final Path root;
    private final Path work;
    private final String seeds;
    private int missed;
    private int errors;

    private PlantedBugs(Path root, Path work, String seeds) {
        this.root = root;
        this.work = work;
        this.seeds = seeds;
    }

    /** Arguments: repository, work folder, seeds of the simulation, numbers of bugs (all without). */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        PlantedBugs run = new PlantedBugs(root, Path.of(args[1]), args[2]);
        List<String> wanted = List.of(args).subList(3, args.length);
        List<PlantedBug> bugs = PlantedBug.read(root.resolve("ops/src/test/resources/planted-bugs.txt")).stream()
                .filter(bug -> wanted.isEmpty() || wanted.contains(bug.title().substring(0, 2)))
                .toList();
        run.requireHealthy(bugs);
        for (PlantedBug bug : bugs) {
            try {
                run.judge(bug);
            } catch (IllegalStateException e) {
                run.errors++;
                System.out.printf("%-10s          %s: %s%n", "ERROR", bug.title(), e.getMessage());
            }
        }
        System.out.println(bugs.size() - run.missed - run.errors + " of " + bugs.size() + " caught, " + run.missed
                + " missed, " + run.errors + " errors");
        System.exit(run.missed + run.errors == 0 ? 0 : 1);
    }

    /** What fails without a bug catches nothing: the simulation and every test named must pass on the code as it is. */
    private void requireHealthy(List<PlantedBug> bugs) throws IOException, InterruptedException {
        Path none = work.resolve("none");
        Files.createDirectories(none);
        List<String> tests =
                bugs.stream().flatMap(bug -> bug.tests().stream()).distinct().toList();
        long began = System.nanoTime();
        if (simulationFails(none) || fails(none, "io.ringfence.ops.planted.TestRun", tests, HEALTH_LIMIT_SECONDS)) {
            throw new IllegalStateException(
                    "the simulation or the tests fail without any bug, see " + work.resolve("none.log"));
        }
        System.out.printf("%-10s %5.1f s  without a bug%n", "passes", (System.nanoTime() - began) / 1e9);
    }

    private void judge(PlantedBug bug) throws IOException, InterruptedException {
        Path classes = work.resolve(bug.title().substring(0, 2));
        compile(bug, classes);
        long began = System.nanoTime();
        String by = bug.simulated() && simulationFails(classes) ? "simulation" : "";
        if (by.isEmpty() && fails(classes, "io.ringfence.ops.planted.TestRun", bug.tests(), LIMIT_SECONDS)) {
            by = "tests";
        }
        missed += by.isEmpty() ? 1 : 0;
        System.out.printf(
                "%-10s %5.1f s  %s%n", by.isEmpty() ? "MISSED" : by, (System.nanoTime() - began) / 1e9, bug.title());
    }

    private void compile(PlantedBug bug, Path classes) throws IOException {
        Files.createDirectories(classes);
        Path source = work.resolve("src").resolve(bug.file().getFileName());
        Files.createDirectories(source.getParent());
        Files.writeString(source, bug.plant(root));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalStateException("bug " + bug.title() + " does not compile: " + said);
            }
        }
    }

    private boolean simulationFails(Path classes) throws IOException, InterruptedException {
        return fails(
                classes,
                "io.ringfence.ops.Main",
                List.of("simtest", "--seeds", seeds, "--threads", "2"),
                LIMIT_SECONDS);
    }

    private boolean fails(Path classes, String main, List<String> arguments, long seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        Path log = work.resolve(classes.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .directory(root.resolve("ops").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(main + " took more than " + seconds + " s, see " + log);
        }
        int exit = process.exitValue();
        if (exit > 1 && exit != 70) {
            throw new IllegalStateException(main + " ended with " + exit + ", see " + log);
        }
        return exit != 0;
    }
}
