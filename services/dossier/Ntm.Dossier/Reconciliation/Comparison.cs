using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Messaging;

namespace Ntm.Dossier.Reconciliation;

/// <summary>Compares a dossier with its related data. Changes nothing; each difference knows how it is mended.</summary>
internal sealed class Comparison(RecognitionDossier dossier, RelatedData beside)
{
    /// <summary>Every difference; an event younger than the given instant is on its way and none.</summary>
    public List<Difference> Differences(DateTimeOffset ripe) =>
        [
            .. Audit(),
            .. Path(),
            .. new TaskComparison(dossier, beside).Differences(),
            .. new EventComparison(dossier, beside).Differences(ripe),
        ];

    /// <summary>The report of a service; an unreadable one counts as none, and the next request brings another.</summary>
    public static TAnswer? Answer<TAnswer>(string? text)
        where TAnswer : class
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<TAnswer>(text, EventJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<Difference> Audit()
    {
        var reason = AuditFault();
        if (reason is not null)
        {
            yield return new Difference(
                Difference.AuditBroken,
                "",
                $"Nhật ký kiểm toán của hồ sơ không nguyên vẹn: {reason} Không tự sửa; quản trị viên phải đối chiếu với bản sao lưu."
            );
        }
    }

    private string? AuditFault()
    {
        try
        {
            using var export = new MemoryStream(DossierExport.Of(beside.Row, beside.Audit, beside.Assessments, beside.StoredEvents));
            return AuditVerifier.Verify(export, nameOf: PartNames.Of).Reason;
        }
        catch (Exception exception) when (exception is JsonException or CanonicalJsonException)
        {
            return "Có mục không đọc được.";
        }
    }

    private IEnumerable<Difference> Path()
    {
        if (
            !dossier.State.Open.SetEquals(dossier.Content.Open.Select(open => open.Key))
            || dossier.Content.Open.Exists(open => dossier.State.RoundOf(open.Key) != open.Round)
        )
        {
            yield return new Difference(
                Difference.PathState,
                "",
                "Vị trí trên quy trình và các bước đang mở của hồ sơ không khớp nhau. Không tự sửa; quản trị viên phải đối chiếu với "
                    + "bản sao lưu."
            );
        }
    }

    public static Task Add<TRow>(DbSet<TRow> rows, TRow row)
        where TRow : class
    {
        rows.Add(row);
        return Task.CompletedTask;
    }

    public static string Place(string stage, int round) => string.Create(CultureInfo.InvariantCulture, $"{stage}/{round}");

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
