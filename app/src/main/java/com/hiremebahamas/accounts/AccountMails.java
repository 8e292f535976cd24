package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.mail.Mail;
import com.hiremebahamas.mail.MailException;
import com.hiremebahamas.mail.Mailer;
import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.sessions.Device;
import com.hiremebahamas.tasks.Task;
import com.hiremebahamas.tasks.TaskAbandoned;
import com.hiremebahamas.tasks.TaskHandler;
import com.hiremebahamas.tasks.TaskQueue;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mails about accounts: tasks, written in the transaction of their cause.
///
/// A link is made when its mail is sent, not before: no task and no table holds a token that works. A mail that is
/// sent again has another link, and both work. No mail to an address that is not confirmed shows what was typed
/// into the sign-up, which may be anybody's advertisement.
public final class AccountMails {

    private static final String CONFIRMATION = "accounts.confirmation";
    private static final String RESET = "accounts.reset";
    private static final String PASSWORD_CHANGED = "accounts.password-changed";
    private static final String NEW_DEVICE = "accounts.new-device";
    private static final String SIGN_IN = "accounts.sign-in";
    private static final String NEW_EMAIL = "accounts.new-email";
    private static final String EMAIL_CHANGED = "accounts.email-changed";

    private static final String ACCOUNT = "account";
    private static final String EMAIL = "email";
    private static final String DEVICE = "device";

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final MailLinkStore links;
    private final TaskQueue tasks;
    private final Mailer mailer;
    private final SecretRandom random;
    private final String publicOrigin;

    /// @param publicOrigin such as `https://hiremebahamas.com`
    public AccountMails(
            Tidepool tidepool,
            AccountStore accounts,
            MailLinkStore links,
            TaskQueue tasks,
            Mailer mailer,
            SecretRandom random,
            String publicOrigin) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.links = links;
        this.tasks = tasks;
        this.mailer = mailer;
        this.random = random;
        this.publicOrigin = publicOrigin;
    }

    /// Whether mails can be sent at all.
    boolean areSent() {
        return mailer.isConfigured();
    }

    /// The mail that a sign-up, or a member who wants to publish, confirms the address with.
    void submitConfirmation(Transaction transaction, long account) {
        submit(transaction, CONFIRMATION, Map.of(ACCOUNT, Long.toString(account)));
    }

    /// The mail by which a new password can be set, if the address has an account.
    void submitReset(Transaction transaction, String email) {
        submit(transaction, RESET, Map.of(EMAIL, email));
    }

    /// @param email of the account now: a thief may change it before the mail is sent
    void submitPasswordChanged(Transaction transaction, String email) {
        submit(transaction, PASSWORD_CHANGED, Map.of(EMAIL, email));
    }

    /// @param email of the account now
    void submitNewDevice(Transaction transaction, String email, Device device) {
        submit(transaction, NEW_DEVICE, Map.of(EMAIL, email, DEVICE, device.name()));
    }

    /// The mail by which one can sign in without a password, if the address has an account.
    void submitSignIn(Transaction transaction, String email) {
        submit(transaction, SIGN_IN, Map.of(EMAIL, email));
    }

    /// The mail that confirms the new address of an account.
    void submitNewEmail(Transaction transaction, long account, String email) {
        submit(transaction, NEW_EMAIL, Map.of(ACCOUNT, Long.toString(account), EMAIL, email));
    }

    /// @param oldEmail where the mail goes
    void submitEmailChanged(Transaction transaction, String oldEmail) {
        submit(transaction, EMAIL_CHANGED, Map.of(EMAIL, oldEmail));
    }

    private void submit(Transaction transaction, String kind, Map<String, String> arguments) {
        if (mailer.isConfigured()) tasks.submit(transaction, kind, arguments);
    }

    /// What runs the tasks.
    public List<TaskHandler> handlers() {
        return List.of(
                handler(CONFIRMATION, this::confirmation),
                handler(RESET, this::reset),
                handler(PASSWORD_CHANGED, task -> Optional.of(MailTexts.passwordChanged(argument(task, EMAIL)))),
                handler(NEW_DEVICE, this::newDevice),
                handler(SIGN_IN, this::signIn),
                handler(NEW_EMAIL, this::newEmail),
                handler(EMAIL_CHANGED, task -> Optional.of(MailTexts.emailChanged(argument(task, EMAIL)))));
    }

    /// Empty where the account is gone, or confirmed already.
    private Optional<Mail> confirmation(Task task) {
        return accounts.unverified(accountId(task)).map(account -> {
            boolean known =
                    account.pending() && accounts.identity(account.email()).isPresent();
            return known
                    ? MailTexts.alreadyKnown(account.email(), publicOrigin + "/sign-in")
                    : MailTexts.confirm(account.email(), link(Purpose.VERIFY, account.id(), account.email()));
        });
    }

    private Optional<Mail> reset(Task task) {
        return accounts.identity(argument(task, EMAIL))
                .map(account ->
                        MailTexts.newPassword(account.email(), link(Purpose.RESET, account.id(), account.email())));
    }

    private Optional<Mail> newDevice(Task task) {
        return Optional.of(MailTexts.newDevice(argument(task, EMAIL), argument(task, DEVICE), task.createdAt()));
    }

    /// An account whose address is not confirmed may be that of a stranger, who knows its password: its mail sets a
    /// new one, which ends the stranger's sessions.
    private Optional<Mail> signIn(Task task) {
        return accounts.identity(argument(task, EMAIL))
                .map(account -> accounts.unverified(account.id()).isPresent()
                        ? MailTexts.newPassword(account.email(), link(Purpose.RESET, account.id(), account.email()))
                        : MailTexts.signIn(account.email(), link(Purpose.SIGN_IN, account.id(), account.email())));
    }

    private Optional<Mail> newEmail(Task task) {
        var email = argument(task, EMAIL);
        return identity(task)
                .map(account -> MailTexts.confirmNew(email, link(Purpose.CHANGE_EMAIL, account.id(), email)));
    }

    private String link(Purpose purpose, long account, String email) {
        var token = SecretToken.random(random);
        links.insert(tidepool, token, purpose, new MailLink(account, email));
        return purpose.url(publicOrigin, token.text());
    }

    private Optional<AccountStore.Identity> identity(Task task) {
        return accounts.identity(accountId(task));
    }

    private static long accountId(Task task) {
        return Long.parseLong(argument(task, ACCOUNT));
    }

    private static String argument(Task task, String name) {
        var value = task.arguments().get(name);
        if (value == null) throw new IllegalArgumentException("The task " + task.id() + " has no argument " + name);
        return value;
    }

    /// A server that will never take the message, or that there is none, is no reason to try for a day.
    private void deliver(Mail mail, Task task) {
        try {
            mailer.send(mail, "task-" + task.id());
        } catch (MailException e) {
            switch (e.failure()) {
                case REFUSED, NOT_CONFIGURED -> throw new TaskAbandoned(e.problem());
                case UNAVAILABLE, UNKNOWN -> throw e;
            }
        }
    }

    private TaskHandler handler(String kind, MailOfTask mail) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void run(Task task) {
                mail.of(task).ifPresent(message -> deliver(message, task));
            }
        };
    }

    /// The mail that a task is to send; empty when it has become needless.
    @FunctionalInterface
    private interface MailOfTask {
        Optional<Mail> of(Task task);
    }
}
