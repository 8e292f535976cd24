package com.hiremebahamas.people;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Validator;
import java.util.Map;

/// What people say of themselves, as typed.
///
/// @param island       a code; empty when not given
/// @param phoneVisible whether members see the telephone number
/// @param hidden       whether nobody sees the profile
public record ProfileForm(
        String displayName, String headline, String island, String phone, boolean phoneVisible, boolean hidden) {

    public static final int MAX_NAME = 80;
    public static final int MAX_HEADLINE = 120;
    private static final int MAX_PHONE = 40;

    static ProfileForm from(Parameters form) {
        return new ProfileForm(
                form.line("display_name", MAX_NAME),
                form.line("headline", MAX_HEADLINE),
                form.exact("island").strip(),
                form.line("phone", MAX_PHONE),
                !form.exact("phone_visible").isEmpty(),
                form.exact("visibility").equals("NOBODY"));
    }

    /// What is wrong, by the name of the field, in the order of the form; empty when nothing is.
    Map<String, String> problems() {
        return new Validator()
                .text("display_name", "your name", displayName, 1, MAX_NAME, "Enter your name.")
                .text("headline", "what you do", headline, 0, MAX_HEADLINE, "")
                .that(island.isEmpty() || Island.of(island).isPresent(), "island", "Choose an island from the list.")
                .that(
                        phone.isEmpty() || Phone.parse(phone).isPresent(),
                        "phone",
                        "Enter a telephone number that can be dialled, such as 242 300 1234, or leave it empty.")
                .problems();
    }

    /// As it is stored; empty when there is none. Only for a form without [#problems].
    String storedPhone() {
        return phone.isEmpty() ? "" : Phone.parse(phone).orElseThrow();
    }
}
