using System.Runtime.CompilerServices;

namespace Ntm.Files;

/// <summary>Compares stored files with the hashes by which rows name them.</summary>
public static class StoredFileCheck
{
    /// <summary>Every file that is absent or whose bytes are others, in Vietnamese.</summary>
    public static async IAsyncEnumerable<string> FaultsAsync(
        this IFileStore files,
        IEnumerable<string> hashes,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var hash in hashes.Distinct())
        {
            if (!await files.VerifyAsync(hash, ct))
            {
                yield return await files.ExistsAsync(hash, ct) ? $"nội dung tệp {hash} đã bị sửa." : $"không còn tệp {hash}.";
            }
        }
    }
}
