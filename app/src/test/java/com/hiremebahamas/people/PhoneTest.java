package com.hiremebahamas.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    @ParameterizedTest
    @CsvSource({
        "242 300 1234, +12423001234",
        "(242) 300-1234, +12423001234",
        "300 1234, +12423001234",
        "300-1234, +12423001234",
        "1 242 300 1234, +12423001234",
        "+1 242 300 1234, +12423001234",
        "305 358 0123, +13053580123",
        "+44 20 7946 0958, +442079460958",
        "+509 34 10 1234, +50934101234"
    })
    void aNumberIsStoredInE164(String typed, String stored) {
        assertThat(Phone.parse(typed)).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "911",
                "242",
                "242 300 123",
                "242 300 12345",
                "call me",
                "javascript:1",
                "+",
                "242 300 1234 ext 5"
            })
    void whatCannotBeDialledIsNone(String typed) {
        assertThat(Phone.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+12423001234, (242) 300-1234", "+442079460958, +44 20 7946 0958"})
    void aNumberIsShownAsItIsDialled(String stored, String shown) {
        assertThat(Phone.display(stored)).isEqualTo(shown);
    }
}
