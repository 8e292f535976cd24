package com.hiremebahamas.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/// A key for signing that is thrown away.
record SigningKey(PGPSecretKeyRing ring) {

    static final String PASSPHRASE = "thrown away";

    @SuppressWarnings("JavaUtilDate") // Bouncy Castle takes no other.
    static SigningKey create() throws GeneralSecurityException, PGPException {
        var pair = new JcaPGPKeyPair(
                PublicKeyPacket.VERSION_4,
                PGPPublicKey.RSA_GENERAL,
                KeyPairGenerator.getInstance("RSA").generateKeyPair(),
                new Date());
        return new SigningKey(new PGPKeyRingGenerator(
                        PGPSignature.POSITIVE_CERTIFICATION,
                        pair,
                        "A test <test@example.com>",
                        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                        null,
                        null,
                        new BcPGPContentSignerBuilder(PGPPublicKey.RSA_GENERAL, HashAlgorithmTags.SHA512),
                        new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                                .build(PASSPHRASE.toCharArray()))
                .generateSecretKeyRing());
    }

    /// As it is given to `bin/publish`.
    String armored() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var armor = new ArmoredOutputStream(bytes)) {
            ring.encode(armor);
        }
        return bytes.toString(UTF_8);
    }

    /// Whether the file beside it that ends in `.asc` is this key's signature of it.
    boolean hasSigned(Path file) throws IOException, PGPException {
        var detached = file.resolveSibling(file.getFileName() + ".asc");
        try (var armor = PGPUtil.getDecoderStream(Files.newInputStream(detached))) {
            var signature = ((PGPSignatureList) new JcaPGPObjectFactory(armor).nextObject()).get(0);
            signature.init(new BcPGPContentVerifierBuilderProvider(), ring.getPublicKey());
            signature.update(Files.readAllBytes(file));
            return signature.verify();
        }
    }
}
