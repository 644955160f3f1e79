using System.Globalization;

namespace Ntm.Audit;

/// <summary>Compares the end of a chain, and every place of it at which its head was kept elsewhere.</summary>
/// <param name="sequence">Number of entries known from elsewhere; null to trust the export's own head.</param>
/// <param name="hash">Hash of the last entry known from elsewhere.</param>
/// <param name="known">Heads of a named chain that were kept elsewhere.</param>
internal sealed class AuditHeadCheck(long? sequence, string? hash, Func<string, IReadOnlyCollection<AuditHead>>? known)
{
    /// <summary>What does not agree, in Vietnamese; null when all does.</summary>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="found">The end of the verified entries.</param>
    /// <param name="written">The head in the export.</param>
    /// <param name="entries">The verified entries.</param>
    public string? Fault(string chain, AuditHead found, AuditHead written, IReadOnlyList<AuditEntry> entries)
    {
        if (found != written)
        {
            return $"Tệp ghi {Text(written.Sequence)} mục nhưng chuỗi kết thúc ở mục {Text(found.Sequence)}: phần cuối bị cắt, thêm "
                + "hoặc sửa.";
        }

        var sameLength = sequence is null || sequence == found.Sequence;
        var sameHash = hash is null || string.Equals(hash, found.Hash, StringComparison.OrdinalIgnoreCase);
        if (!sameLength || !sameHash)
        {
            return $"Chuỗi kết thúc ở mục {Text(found.Sequence)} không khớp mốc đối chiếu đã lưu: phần cuối bị cắt hoặc chuỗi bị lập lại.";
        }

        var differing = (known?.Invoke(chain) ?? []).Where(head => head.Hash != HashAt(chain, head.Sequence, entries)).ToList();
        return differing.MinBy(head => head.Sequence) is not { } first ? null
            : first.Sequence > found.Sequence
                ? $"Chuỗi kết thúc ở mục {Text(found.Sequence)} nhưng mốc đã ký cho thấy ít nhất "
                    + $"{Text(differing.Max(head => head.Sequence))} mục: phần cuối bị cắt."
            : $"Mục {Text(first.Sequence)} không khớp mốc đã ký: chuỗi bị lập lại từ mục này hoặc trước đó.";
    }

    private static string? HashAt(string chain, long place, IReadOnlyList<AuditEntry> entries) =>
        place == 0 ? AuditChain.Start(chain).Hash
        : place <= entries.Count ? entries[(int)place - 1].Hash
        : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
