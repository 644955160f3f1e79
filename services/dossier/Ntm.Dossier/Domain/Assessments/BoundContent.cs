using System.Text.Json;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Domain.Assessments;

/// <summary>
/// Holds what the assessment service has stored against what the chain binds of it: each revision and each survey that the dossier
/// took in, part by part.
/// </summary>
public static class BoundContent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Looks beside a chain at what the assessment service has stored; null where nothing is at hand.</summary>
    public static Func<string, IReadOnlyList<AuditEntry>, IReadOnlyList<string>>? In(Stream? stored) =>
        stored is null ? null : (chain, entries) => Differences(chain, entries, stored);

    /// <summary>The answer of an assessment service that has nothing of a dossier.</summary>
    public static byte[] Nothing(Guid dossierId) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new StoredProof
            {
                DossierId = dossierId,
                Revisions = [],
                Surveys = [],
            },
            Json
        );

    /// <summary>Every difference, in Vietnamese; none when all that is bound is stored as it was.</summary>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="entries">Entries of a chain that verified.</param>
    /// <param name="stored">Answer of <c>GET /assessment/self-assessments/{dossierId}/proof</c>.</param>
    public static IReadOnlyList<string> Differences(string chain, IEnumerable<AuditEntry> entries, Stream stored)
    {
        if (Read(stored) is not { } proof)
        {
            return ["Tệp đối chiếu không phải dữ liệu của dịch vụ đánh giá."];
        }

        return DossierJournal.ChainOf(proof.DossierId) != chain
            ? ["Tệp đối chiếu thuộc hồ sơ khác."]
            : [.. entries.SelectMany(entry => Differences(entry.Action, JsonElement.Parse(entry.Payload), proof))];
    }

    private static IEnumerable<string> Differences(string action, JsonElement payload, StoredProof stored) =>
        action switch
        {
            "assessment.submitted" => Compare(
                $"lần gửi tự đánh giá {Number(payload, "revision")}",
                payload,
                stored.Revisions.Find(found => found.Revision == Number(payload, "revision"))?.Proof
            ),
            "survey.closed" => Compare(
                $"đợt lấy ý kiến {Number(payload, "round")}",
                payload,
                stored.Surveys.Find(found => found.Round == Number(payload, "round"))?.Proof
            ),
            _ => [],
        };

    private static IEnumerable<string> Compare(string what, JsonElement payload, ContentProof? stored)
    {
        // A publisher of the version before binds nothing.
        if (!payload.TryGetProperty("proof", out var proof) || proof.Deserialize<ContentProof>(Json) is not { } bound)
        {
            return [];
        }

        if (stored is null)
        {
            return [$"{what}: không còn trong cơ sở dữ liệu đánh giá"];
        }

        var then = bound.Parts.ToDictionary(part => part.Name, part => part.Hash);
        var now = stored.Parts.ToDictionary(part => part.Name, part => part.Hash);
        return then
            .Keys.Union(now.Keys)
            .Order(StringComparer.Ordinal)
            .Where(name => then.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{what}: {Describe(name)} {Happened(then.ContainsKey(name), now.ContainsKey(name))}");
    }

    private static string Happened(bool bound, bool stored) =>
        !stored ? "đã bị xóa"
        : bound ? "đã bị sửa"
        : "được thêm vào";

    private static string Describe(string part) =>
        part.Split('/') switch
        {
            ["revision"] => "người gửi hoặc kết luận",
            ["minutes"] => "biên bản",
            ["count"] => "kết quả tổng hợp",
            ["village", var village, var number] => $"phiếu tổng hợp số {number} của thôn {village}",
            [var indicator, "evidence"] => $"minh chứng của chỉ tiêu {indicator}",
            _ => $"giá trị của chỉ tiêu {part}",
        };

    private static int Number(JsonElement payload, string name) => payload.GetProperty(name).GetInt32();

    private static StoredProof? Read(Stream stored)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredProof>(stored, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record StoredProof
    {
        public required Guid DossierId { get; init; }
        public required List<StoredRevision> Revisions { get; init; }
        public required List<StoredSurvey> Surveys { get; init; }
    }

    private sealed record StoredRevision(int Revision, ContentProof Proof);

    private sealed record StoredSurvey(int Round, ContentProof Proof);
}
