package com.hiremebahamas.accounts;

import com.hiremebahamas.people.ProfileForm;
import com.hiremebahamas.places.Island;
import com.hiremebahamas.secrets.Password;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Text;
import com.hiremebahamas.web.Validator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a registration. Nothing else can be set by registering.
///
/// The JSON document and the HTML form use the same field names.
public record RegistrationForm(String email, String password, String displayName, String headline, String island) {

    public static final RegistrationForm BLANK = new RegistrationForm("", "", "", "", "");

    /// Absent and empty are the same; the password stays as typed.
    ///
    /// @throws com.hiremebahamas.web.Problem 422 when a field is far too long
    public RegistrationForm(
            @Nullable String email,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String headline,
            @Nullable String island) {
        this.email = Email.of(email);
        this.password = password == null ? "" : password;
        this.displayName = Text.line(displayName, "display_name", ProfileForm.MAX_NAME);
        this.headline = Text.line(headline, "headline", ProfileForm.MAX_HEADLINE);
        this.island = island == null ? "" : island.strip();
    }

    static RegistrationForm from(Parameters form) {
        return new RegistrationForm(
                form.exact("email"),
                form.exact("password"),
                form.exact("display_name"),
                form.exact("headline"),
                form.exact("island"));
    }

    /// What is wrong, by the name of the field, in the order of the form; empty when nothing is.
    Map<String, String> problems() {
        var passwordProblem = Password.problem(password, email, displayName);
        return new Validator()
                .text("display_name", "your name", displayName, 1, ProfileForm.MAX_NAME, "Enter your name.")
                .that(!email.isEmpty(), "email", "Enter your e-mail address.")
                .that(Email.isPlausible(email), "email", Email.problem(email))
                .that(passwordProblem.isEmpty(), "password", passwordProblem)
                .text("headline", "what you do", headline, 0, ProfileForm.MAX_HEADLINE, "")
                .that(island.isEmpty() || Island.of(island).isPresent(), "island", "Choose an island from the list.")
                .problems();
    }

    /// The same without the password, to be rendered again.
    RegistrationForm withoutPassword() {
        return new RegistrationForm(email, "", displayName, headline, island);
    }

    @Override
    public String toString() {
        return "RegistrationForm[email=" + email + "]";
    }
}
