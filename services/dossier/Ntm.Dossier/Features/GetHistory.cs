using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary>One act on a dossier, as those who see the dossier may know it.</summary>
/// <param name="Sequence">Its place in the audit chain, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Action">What was done, as the audit names it, e.g. <c>review.concluded</c>.</param>
/// <param name="Stage">Stage that it was done at; null for what concerns the dossier as a whole.</param>
/// <param name="StageTitle">Official title of the stage.</param>
/// <param name="ByName">Name of the person; null for the platform itself, and where only the account is known.</param>
/// <param name="Unit">Level of the unit that acts at the stage; null where there is no stage.</param>
/// <param name="Role">Role that acts there.</param>
/// <param name="Outcome">How it ended, where it has an outcome.</param>
/// <param name="Note">What was written with it: a note, a reason, a place, a number.</param>
/// <param name="Document">Official name of the document that it is about.</param>
public sealed record HistoryEntry(
    long Sequence,
    DateTimeOffset At,
    string Action,
    string? Stage,
    string? StageTitle,
    string? ByName,
    string? Unit,
    string? Role,
    string? Outcome,
    string? Note,
    string? Document
);

/// <summary>
/// <c>GET /dossiers/{id}/history</c>: the acts on a dossier with who did them and what they wrote, the oldest first. What the audit alone
/// may tell, such as a review in progress or the votes of a council, is not in it.
/// </summary>
internal static class GetHistory
{
    /// <summary>What everybody who sees the dossier may know, and the property of the payload that holds what was written.</summary>
    private static readonly Dictionary<string, string[]> Shown = new(StringComparer.Ordinal)
    {
        ["dossier.opened"] = [],
        ["document.file_added"] = ["name"],
        ["document.file_removed"] = ["name"],
        ["assessment.submitted"] = [],
        ["stage.completed"] = ["note"],
        ["notice.started"] = ["places"],
        ["notice.broadcast"] = ["place"],
        ["notice.broadcast_removed"] = ["place"],
        ["meeting.held"] = ["minutesNumber"],
        ["dossier.submitted"] = ["number"],
        ["submission.extended"] = ["documentNumber"],
        ["submission.extension_corrected"] = ["correction"],
        ["review.concluded"] = ["reason"],
        ["returned_item.explained"] = ["text"],
        ["council.closed"] = [],
        ["criterion.lost"] = ["code"],
        ["deadline.missed"] = [],
        ["dossier.unit_changed"] = [],
        ["decision.made"] = ["reason", "number"],
        ["announcement.published"] = ["where"],
        ["dossier.withdrawn"] = ["reason"],
    };

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapGet("/{id:guid}/history", HandleAsync)
            .WithName(nameof(GetHistory))
            .Scope("dossiers:read")
            .Produces<IReadOnlyList<HistoryEntry>>();

    /// <summary>Reads what was done on a dossier, by whom, and what they wrote.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        var actions = Shown.Keys.ToList();
        var rows = await db
            .Audit.AsNoTracking()
            .Where(row => row.DossierId == id && actions.Contains(row.Action))
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        var province = DossierAccess.ServesProvince(caller, dossier);
        return TypedResults.Ok(rows.Where(row => Knows(dossier, row, caller)).Select(row => Entry(dossier, row, province)).ToList());
    }

    /// <summary>Of the files that come to a review or a vote in progress only those know who judge there. Stored instants are cut to the
    /// microsecond.</summary>
    private static bool Knows(RecognitionDossier dossier, AuditRow row, Caller caller) =>
        !row.Action.StartsWith("document.", StringComparison.Ordinal)
        || row.Stage is null
        || dossier.FindOpen(row.Stage) is not { } open
        || row.At.AddTicks(TimeSpan.TicksPerMicrosecond) <= open.OpenedAt
        || DossierAccess.MaySeeWork(caller, dossier, dossier.Path.StageOf(row.Stage));

    private static HistoryEntry Entry(RecognitionDossier dossier, AuditRow row, bool province)
    {
        var (payload, stage) = (JsonElement.Parse(row.Payload), row.Stage is null ? null : dossier.Path.FindStage(row.Stage));
        // Who sits in the council only the province's own accounts know.
        var named = province || !row.Action.StartsWith("council.", StringComparison.Ordinal);
        return new HistoryEntry(
            row.Sequence,
            row.At,
            row.Action,
            row.Stage,
            stage?.Title,
            named ? dossier.Content.NameOf(row.Actor) : null,
            stage?.Level,
            stage?.Role,
            Text(payload, "outcome"),
            Shown[row.Action].Select(name => Text(payload, name)).FirstOrDefault(text => text is not null),
            Text(payload, "document") is { } key && dossier.Knows(key) ? dossier.DocumentOf(key).Name : null
        );
    }

    /// <summary>A text of the payload, or the texts of a list.</summary>
    private static string? Text(JsonElement payload, string name) =>
        payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Array
            ? string.Join("; ", value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()))
        : null;
}
