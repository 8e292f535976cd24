package com.hiremebahamas.mail;

import com.hiremebahamas.templates.StaticTemplates;
import gg.jte.output.StringOutput;
import java.util.ArrayList;

/// The two parts of a message, of which a mail program shows one.
///
/// The plain one needs no template: it is the paragraphs, with empty lines in between.
record MailParts(String plain, String html) {

    static MailParts of(Mail mail) {
        var html = new StringOutput();
        new StaticTemplates().mailMessage(mail).render(html);
        return new MailParts(plain(mail), html.toString().stripLeading());
    }

    /// The link stands alone on its line, so that no program takes a full stop or a word for a part of it.
    private static String plain(Mail mail) {
        var blocks = new ArrayList<>(mail.paragraphs());
        mail.link().ifPresent(link -> blocks.add(link.label() + ":\n" + link.url()));
        blocks.addAll(mail.closing());
        return String.join("\n\n", blocks) + "\n";
    }
}
