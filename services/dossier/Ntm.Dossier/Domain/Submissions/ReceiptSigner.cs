using System.Globalization;
using System.Security.Cryptography;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>Signs receipts with ES256 (ECDSA P-256, SHA-256, signature as r ‖ s) and checks them.</summary>
internal sealed class ReceiptSigner(ECDsa key) : IDisposable
{
    private readonly string keyId = KeyFile.ThumbprintOf(key);
    private readonly Lock gate = new();

    /// <summary>RFC 7638 thumbprint of the key's public half.</summary>
    public string KeyId => keyId;

    /// <summary>The receipt of a submission accepted at <paramref name="at"/>.</summary>
    public SubmissionReceipt Sign(SubmissionManifest manifest, DateTimeOffset at, string submittedBy)
    {
        var unsigned = new SubmissionReceipt
        {
            Number = SubmissionReceipt.NumberFor(manifest.Year, manifest.UnitCode, manifest.DossierId, manifest.Round),
            DossierId = manifest.DossierId,
            Stage = manifest.Stage,
            SubmittedAt = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
            SubmittedBy = submittedBy,
            ContentHash = manifest.ContentHash(),
            KeyId = keyId,
            Signature = "",
        };
        lock (gate)
        {
            return unsigned with { Signature = KeyFile.Sign(key, SignedBytes(unsigned)) };
        }
    }

    /// <summary>True when the receipt was signed by this key and no field of it was changed since.</summary>
    public bool Verify(SubmissionReceipt receipt)
    {
        lock (gate)
        {
            return Verify(receipt, key);
        }
    }

    /// <summary>True when the receipt was signed by the owner of <paramref name="publicKey"/> and not changed since.</summary>
    public static bool Verify(SubmissionReceipt receipt, ECDsa publicKey)
    {
        try
        {
            return receipt.KeyId == KeyFile.ThumbprintOf(publicKey) && KeyFile.Verify(publicKey, SignedBytes(receipt), receipt.Signature);
        }
        catch (CanonicalJsonException)
        {
            return false;
        }
    }

    public void Dispose() => key.Dispose();

    private static byte[] SignedBytes(SubmissionReceipt receipt) =>
        CanonicalJson.Of(
            new
            {
                receipt.Number,
                DossierId = receipt.DossierId.ToString("D"),
                receipt.Stage,
                SubmittedAt = receipt.SubmittedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                receipt.SubmittedBy,
                receipt.ContentHash,
                receipt.KeyId,
            }
        );
}
