using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ntm.Dossier.Domain.Councils;

/// <summary>
/// Seals the urn of a secret ballot. The urn holds totals and no ballots, and is encrypted anew at each vote: beside the list of who
/// has voted plain totals would give away the first voter's choice, and, seen twice, that of each later one.
/// </summary>
internal sealed class BallotSeal(byte[] key)
{
    private const int TotalsLength = 3 * sizeof(int);

    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>A seal whose key follows from the service's private key.</summary>
    public static BallotSeal Of(ECDsa privateKey)
    {
        var secret = privateKey.ExportParameters(includePrivateParameters: true).D!;
        return new BallotSeal(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes("ntm-ballot-urn")));
    }

    /// <summary>The sealed urn of a session.</summary>
    public string Close(Guid session, BallotTotals totals)
    {
        var plain = new byte[TotalsLength];
        BinaryPrimitives.WriteInt32LittleEndian(plain, totals.InFavour);
        BinaryPrimitives.WriteInt32LittleEndian(plain.AsSpan(4), totals.Against);
        BinaryPrimitives.WriteInt32LittleEndian(plain.AsSpan(8), totals.Blank);
        var urn = new byte[NonceLength + TotalsLength + TagLength];
        var (nonce, sealedTotals, tag) = Parts(urn);
        RandomNumberGenerator.Fill(nonce.Span);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce.Span, plain, sealedTotals.Span, tag.Span, session.ToByteArray());
        return Base64Url.EncodeToString(urn);
    }

    /// <summary>The totals in a session's urn, none before the first ballot; null when it cannot be opened with this key.</summary>
    public BallotTotals? Open(Guid session, string? urn)
    {
        if (urn is null)
        {
            return default(BallotTotals);
        }

        try
        {
            var (nonce, sealedTotals, tag) = Parts(Base64Url.DecodeFromChars(urn));
            var plain = new byte[TotalsLength];
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(nonce.Span, sealedTotals.Span, tag.Span, plain, session.ToByteArray());
            return new BallotTotals(
                BinaryPrimitives.ReadInt32LittleEndian(plain),
                BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(4)),
                BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(8))
            );
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Totals, Memory<byte> Tag) Parts(byte[] urn) =>
        (urn.AsMemory(0, NonceLength), urn.AsMemory(NonceLength, TotalsLength), urn.AsMemory(NonceLength + TotalsLength));
}
