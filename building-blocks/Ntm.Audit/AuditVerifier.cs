using System.Globalization;
using System.Text.Json;

namespace Ntm.Audit;

/// <summary>
/// Checks an export without the platform. It finds an edited, deleted, inserted or moved entry, a wrong head and a record that is
/// not what the last entry about it says by itself; a tail cut off, or a chain forged anew from some entry on, only beside heads
/// kept elsewhere.
/// </summary>
public static class AuditVerifier
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = CanonicalJson.MaxDepth + 4 };

    /// <summary>Checks the export in <paramref name="export"/>.</summary>
    /// <param name="export">The JSON document, UTF-8.</param>
    /// <param name="expectedSequence">Number of entries known from elsewhere; null to trust the export's own head.</param>
    /// <param name="expectedHash">Hash of the last entry known from elsewhere, lower-case hex.</param>
    /// <param name="beside">What differs, in Vietnamese, between the named chain's entries and something stored elsewhere that they bind;
    /// null to check the chain alone.</param>
    /// <param name="nameOf">How people name a record that differs; null where its key is its name.</param>
    /// <param name="known">Heads of a named chain that were kept elsewhere, each at its time; null where none were.</param>
    public static AuditVerification Verify(
        Stream export,
        long? expectedSequence = null,
        string? expectedHash = null,
        Func<string, IReadOnlyList<AuditEntry>, IReadOnlyList<string>>? beside = null,
        Func<string, string>? nameOf = null,
        Func<string, IReadOnlyCollection<AuditHead>>? known = null
    )
    {
        try
        {
            using var document = JsonDocument.Parse(export, Strict);
            return Verify(document.RootElement, new AuditHeadCheck(expectedSequence, expectedHash, known), beside, nameOf);
        }
        catch (JsonException)
        {
            return Unreadable("Tệp không phải JSON hợp lệ hoặc đã bị hỏng.");
        }
    }

    private static AuditVerification Verify(
        JsonElement root,
        AuditHeadCheck heads,
        Func<string, IReadOnlyList<AuditEntry>, IReadOnlyList<string>>? beside,
        Func<string, string>? nameOf
    )
    {
        if (AuditExportReader.ReadEnvelope(root) is not { } envelope)
        {
            return Unreadable("Tệp không đúng định dạng nhật ký kiểm toán ntm-audit/1.");
        }

        var head = AuditChain.Start(envelope.Chain);
        var records = new RecordCheck(nameOf);
        var entries = new List<AuditEntry>();
        foreach (var item in envelope.Entries.EnumerateArray())
        {
            if (FaultOf(item, head, out var entry) is { } reason)
            {
                return Broken(envelope.Chain, head, head.Sequence + 1, reason);
            }

            head = AuditChain.HeadOf(entry!);
            records.Take(entry!);
            entries.Add(entry!);
        }

        var found = heads.Fault(envelope.Chain, head, envelope.Head, entries) ?? records.Fault(envelope.Records);
        if (found is null && beside?.Invoke(envelope.Chain, entries) is { Count: > 0 } differences)
        {
            found = $"Dữ liệu đánh giá khác với nhật ký: {string.Join("; ", differences)}.";
        }

        return found is { } fault
            ? Broken(envelope.Chain, head, null, fault)
            : new AuditVerification
            {
                Verified = true,
                Chain = envelope.Chain,
                VerifiedEntries = head.Sequence,
                HeadHash = head.Hash,
            };
    }

    private static string? FaultOf(JsonElement item, AuditHead head, out AuditEntry? entry)
    {
        var expected = head.Sequence + 1;
        if (!AuditExportReader.TryReadEntry(item, out entry))
        {
            return $"Mục {Text(expected)} thiếu trường, thừa trường hoặc có trường sai định dạng.";
        }

        if (entry!.Sequence != expected)
        {
            return $"Ở vị trí {Text(expected)} lại là mục số {Text(entry.Sequence)}: có mục bị xóa, chèn thêm hoặc đổi chỗ.";
        }

        return AuditChain.HashOf(head.Hash, entry) == entry.Hash ? null : $"Nội dung hoặc mã băm của mục {Text(expected)} đã bị thay đổi.";
    }

    private static AuditVerification Unreadable(string reason) =>
        new()
        {
            Verified = false,
            VerifiedEntries = 0,
            Reason = reason,
        };

    private static AuditVerification Broken(string chain, AuditHead head, long? at, string reason) =>
        new()
        {
            Verified = false,
            Chain = chain,
            VerifiedEntries = head.Sequence,
            HeadHash = head.Hash,
            BrokenAt = at,
            Reason = reason,
        };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
