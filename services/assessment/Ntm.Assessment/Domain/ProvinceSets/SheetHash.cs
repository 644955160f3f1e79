using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>SHA-256 of a table: each number and each text with its length before it, so that no two tables run together.</summary>
internal static class SheetHash
{
    public static string Of(IReadOnlyList<SheetRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            Append(hash, row.Number);
            Append(hash, row.Cells.Count);
            foreach (var bytes in row.Cells.Select(Encoding.UTF8.GetBytes))
            {
                Append(hash, bytes.Length);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
