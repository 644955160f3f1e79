using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Dossier.Features;

/// <summary>An act of the caller on a dossier.</summary>
/// <param name="DossierId">Dossier.</param>
/// <param name="UnitCode">Unit the dossier is about.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Title">Title code.</param>
/// <param name="Year">Year of the title.</param>
/// <param name="Sequence">Number of the act in the dossier's audit chain.</param>
/// <param name="At">When it was done, UTC.</param>
/// <param name="Action">Verb of the act as the audit names it, e.g. <c>decision.made</c>.</param>
/// <param name="Stage">Stage acted on; null for an act on the whole.</param>
/// <param name="StageTitle">Its official title.</param>
/// <param name="Outcome">What was decided, e.g. <c>Approved</c>; null where the act decides nothing.</param>
/// <param name="Document">Number of the document by which it was done; null without one.</param>
/// <param name="DocumentDate">Its date.</param>
/// <param name="OnBehalfOf">Account in whose place the caller acted; null when in his own.</param>
public sealed record DoneItem(
    Guid DossierId,
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    long Sequence,
    DateTimeOffset At,
    string Action,
    string? Stage,
    string? StageTitle,
    string? Outcome,
    string? Document,
    DateOnly? DocumentDate,
    string? OnBehalfOf
);

/// <summary><c>GET /dossiers/inbox/done?q=&amp;after=&amp;limit=</c>: what the caller has done on dossiers that he may see, the latest
/// first; by the audit, along its index of who acted when.</summary>
internal static class ReadDone
{
    /// <summary>Entries that decide nothing: who works on what, and files, which their documents show.</summary>
    private static readonly List<string> Apart =
    [
        "stage.claimed",
        "stage.handed_over",
        "stage.released",
        "document.file_added",
        "document.file_removed",
    ];

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/inbox/done", HandleAsync).WithName(nameof(ReadDone));

    internal static async Task<Ok<Page<DoneItem>>> HandleAsync(
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? q = null
    )
    {
        var rows = await Rows(db, caller, page, q).ToListAsync(cancellation);
        var listed = page.ToPage(
            rows,
            row => string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks}|{row.DossierId:D}|{row.Sequence}")
        );
        var ids = listed.Items.Select(row => row.DossierId).Distinct().ToList();
        var dossiers = await db.Dossiers.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return TypedResults.Ok(new Page<DoneItem>([.. listed.Items.Select(row => Show(row, dossiers[row.DossierId], rules))], listed.Next));
    }

    /// <summary>The rows of a page and one more.</summary>
    internal static IQueryable<AuditRow> Rows(DossierDbContext db, Caller caller, PageRequest page, string? q)
    {
        var subject = caller.Subject;
        var visible = db
            .Dossiers.AsNoTracking()
            .InUnits(DossierAccess.VisibleUnits(caller), row => row.UnitPath)
            .Searched(q, row => row.UnitCode, row => row.SearchName);
        var query = db
            .Audit.AsNoTracking()
            .Where(row => row.Actor == subject && !Apart.Contains(row.Action) && visible.Any(dossier => dossier.Id == row.DossierId));
        if (
            page.Key?.Split('|') is [var ticks, var id, var sequence]
            && long.TryParse(ticks, CultureInfo.InvariantCulture, out var number)
            && Guid.TryParse(id, out var last)
            && long.TryParse(sequence, CultureInfo.InvariantCulture, out var before)
        )
        {
            var at = new DateTimeOffset(Math.Clamp(number, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
            query = query.Where(row =>
                row.At <= at && (row.At < at || row.DossierId.CompareTo(last) < 0 || (row.DossierId == last && row.Sequence < before))
            );
        }

        return query
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.DossierId)
            .ThenByDescending(row => row.Sequence)
            .Take(page.Size + 1);
    }

    private static DoneItem Show(AuditRow row, DossierRow dossier, DossierRules rules)
    {
        var payload = JsonElement.Parse(row.Payload);
        var path = rules.Paths.Get(new UsedPath(dossier.PathKey, dossier.PathVersion, dossier.PathHash));
        var minutes = payload.TryGetProperty("minutes", out var found) && found.ValueKind == JsonValueKind.Object ? found : payload;
        var date = Text(payload, "documentDate") ?? Text(minutes, "date");
        return new DoneItem(
            dossier.Id,
            dossier.UnitCode,
            dossier.UnitName,
            dossier.Title,
            dossier.Year,
            row.Sequence,
            row.At,
            row.Action,
            row.Stage,
            row.Stage is null ? null : path.FindStage(row.Stage)?.Title,
            Text(payload, "outcome"),
            Text(payload, "documentNumber") ?? Text(payload, "minutesNumber") ?? Text(minutes, "number"),
            DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            row.OnBehalfOf
        );
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
