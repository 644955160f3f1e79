using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Ntm.Audit.Heads;

/// <summary>Checks answers of RFC 3161 authorities, without asking anybody.</summary>
internal static class Timestamp
{
    /// <summary>What the certificate of such an authority is for (id-kp-timeStamping).</summary>
    private const string Purpose = "1.3.6.1.5.5.7.3.8";

    /// <summary>The instant at which a trusted authority saw the document; null when the answer does not prove it.</summary>
    /// <param name="answer">TimeStampResp, DER.</param>
    /// <param name="document">The bytes that were stamped.</param>
    /// <param name="roots">Certificates that the authority's must lead to.</param>
    public static DateTimeOffset? Of(byte[] answer, byte[] document, X509Certificate2Collection roots)
    {
        try
        {
            // TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken TimeStampToken OPTIONAL }
            var parts = new AsnReader(answer, AsnEncodingRules.BER).ReadSequence();
            parts.ReadEncodedValue();
            return
                parts.HasData
                && Rfc3161TimestampToken.TryDecode(parts.ReadEncodedValue(), out var token, out _)
                && token.AsSignedCms().Certificates is var carried
                && token.VerifySignatureForData(document, out var signer, carried)
                && IsTrusted(signer, carried, token.TokenInfo.Timestamp, roots)
                ? token.TokenInfo.Timestamp
                : null;
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    private static bool IsTrusted(
        X509Certificate2 signer,
        X509Certificate2Collection carried,
        DateTimeOffset at,
        X509Certificate2Collection roots
    )
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        policy.ExtraStore.AddRange(carried);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.ApplicationPolicy.Add(new Oid(Purpose));
        policy.VerificationTime = at.UtcDateTime;
        return chain.Build(signer);
    }
}
