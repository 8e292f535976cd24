package com.hiremebahamas.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;

/// The parts of a message, decoded.
record TestParts(List<String> types, String plain, String html) {

    static TestParts of(MimeMessage message) throws MessagingException, IOException {
        if (!message.getContentType().startsWith("multipart/alternative"))
            throw new AssertionError(message.getContentType());
        var parts = (Multipart) message.getContent();
        if (parts.getCount() != 2) throw new AssertionError(parts.getCount() + " parts");
        return new TestParts(
                List.of(
                        parts.getBodyPart(0).getContentType(),
                        parts.getBodyPart(1).getContentType()),
                (String) parts.getBodyPart(0).getContent(),
                (String) parts.getBodyPart(1).getContent());
    }
}
