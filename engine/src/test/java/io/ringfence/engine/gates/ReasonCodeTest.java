package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers and names of reasons: permanent, and total, because a record of a later build may carry any number. */
class ReasonCodeTest {
    @ParameterizedTest
    @EnumSource
    void aNumberNamesItsReason(ReasonCode code) {
        assertThat(ReasonCode.of(code.number)).isSameAs(code);
        assertThat(ReasonCode.name(code.number)).isEqualTo(code.name());
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK", "100, PASS", "800, PASS", "690, PASS_REDUCING", "398, NOT_EVALUABLE", "799, GATE_ERROR",
        "777, CODE_777", "1000, CODE_1000", "1090, CODE_1090", "1399, CODE_1399", "1400, CODE_1400", "-1, CODE_-1"
    })
    void everyOtherNumberHasANameToo(int number, String name) {
        assertThat(ReasonCode.of(number)).isNull();
        assertThat(ReasonCode.name(number)).isEqualTo(name);
    }

    @Test
    void scopesAreFoundByNameExceptTheOneThatIsNone() {
        for (int scope = Scope.GLOBAL; scope < Scope.NONE; scope++) {
            assertThat(Scope.parse(Scope.name(scope))).isEqualTo(scope);
        }
        assertThat(Scope.parse(Scope.name(Scope.NONE))).isEqualTo(-1);
        assertThat(Scope.parse("Global")).isEqualTo(-1);
    }
}
