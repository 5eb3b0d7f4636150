# Sourced by the scripts beside it: compiles all modules with their tests and names what runs them.
# In: WORK, a folder; MVN_OPTIONS, words for Maven. Out: TEST_CLASSPATH and the array ACCESS, options of the JVM.
ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2086 # options are words
(cd "$ROOT" && mvn -B -ntp -q -Dfast ${MVN_OPTIONS-} test-compile dependency:build-classpath \
    -Dmdep.outputFile="$WORK/classpath" -pl ops -am)
TEST_CLASSPATH=
for module in engine journal gateway ops; do
    TEST_CLASSPATH+=$ROOT/$module/target/classes:$ROOT/$module/target/test-classes:
done
# What the reactor resolves to its own folders is named above already.
TEST_CLASSPATH+=$(tr ':' '\n' <"$WORK/classpath" | grep '\.jar$' | grep -v "^$ROOT/" | paste -sd: -)
# shellcheck disable=SC2034 # for who sources this
ACCESS=(--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED
    --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
    -Dchronicle.analytics.disable=true -Dchronicle.disk.monitor.disable=true)
