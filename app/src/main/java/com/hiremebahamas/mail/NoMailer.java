package com.hiremebahamas.mail;

/// Stands where there is no server to send by, and says so.
public final class NoMailer implements Mailer {

    private final MailState state;
    private final String problem;

    private NoMailer(MailState state, String problem) {
        this.state = state;
        this.problem = problem;
    }

    public static NoMailer notConfigured() {
        return new NoMailer(MailState.NOT_CONFIGURED, "MAIL_URL is not set");
    }

    static NoMailer misconfigured(String problem) {
        return new NoMailer(MailState.MISCONFIGURED, "MAIL_URL " + problem);
    }

    @Override
    public void send(Mail mail, String messageId) {
        throw new MailException(MailException.Failure.NOT_CONFIGURED, problem);
    }

    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public MailState state() {
        return state;
    }
}
