package com.hiremebahamas.accounts;

import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Validator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a sign-in.
public record SignInForm(String email, String password) {

    public static final SignInForm BLANK = new SignInForm("", "");

    public SignInForm(@Nullable String email, @Nullable String password) {
        this.email = Email.of(email);
        this.password = password == null ? "" : password;
    }

    static SignInForm from(Parameters form) {
        return new SignInForm(form.exact("email"), form.exact("password"));
    }

    /// Missing fields only: all else is a wrong address or password, and the response does not say which.
    Map<String, String> problems() {
        return new Validator()
                .that(!email.isEmpty(), "email", "Enter your e-mail address.")
                .that(!password.isEmpty(), "password", "Enter your password.")
                .problems();
    }

    SignInForm withoutPassword() {
        return new SignInForm(email, "");
    }

    @Override
    public String toString() {
        return "SignInForm[email=" + email + "]";
    }
}
