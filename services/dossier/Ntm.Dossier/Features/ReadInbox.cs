using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Features.Claims;
using Ntm.Persistence;

namespace Ntm.Dossier.Features;

/// <summary>Open work of the caller.</summary>
/// <param name="DossierId">Dossier.</param>
/// <param name="UnitCode">Unit the dossier is about.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Title">Title code.</param>
/// <param name="Year">Year of the title.</param>
/// <param name="Stage">Open stage.</param>
/// <param name="StageTitle">Its official title; of an opinion that is asked for, words that say so with it.</param>
/// <param name="Kind">What is to be done: the kind of stage, or <c>Opinion</c> where the caller is asked for one.</param>
/// <param name="Round">How often the stage has been opened.</param>
/// <param name="Actor">Role and unit that act, <c>role@unit</c>.</param>
/// <param name="Department">Department whose share of the stage it is; null where the stage is not divided.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="DueAt">First instant that is too late; null without a deadline, and while it is unknown.</param>
/// <param name="TimeLeft">Time left in words.</param>
/// <param name="Overdue">Whether the deadline has passed.</param>
/// <param name="DueUnknown">Whether there is a deadline that cannot be computed yet.</param>
/// <param name="Claim">Who works on it; null while nobody does.</param>
public sealed record InboxItem(
    Guid DossierId,
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    string Stage,
    string StageTitle,
    string Kind,
    int Round,
    string Actor,
    string? Department,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    string? TimeLeft,
    bool Overdue,
    bool DueUnknown,
    ClaimView? Claim
);

/// <summary>Which work of the inbox is wanted.</summary>
/// <param name="Q">Name of the unit from the beginning of a word, with or without diacritics, or the beginning of its code.</param>
/// <param name="Mine">True for what the caller has claimed.</param>
/// <param name="Unclaimed">True for what nobody has claimed.</param>
/// <param name="Led">True for the work of the units that the caller leads, whatever role does it, instead of his own.</param>
internal readonly record struct InboxFilter(string? Q = null, bool Mine = false, bool Unclaimed = false, bool Led = false);

/// <summary>
/// <c>GET /dossiers/inbox?q=&amp;mine=&amp;unclaimed=&amp;led=&amp;after=&amp;limit=</c>: open stages, shares of departments, and opinions
/// that are asked for, which wait for the caller or, with <c>led</c>, for the units that he leads; the most urgent first.
/// </summary>
internal static class ReadInbox
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/inbox", HandleAsync).WithName("ReadDossierInbox");

    internal static async Task<Ok<Page<InboxItem>>> HandleAsync(
        DossierDbContext db,
        DossierRules rules,
        Colleagues colleagues,
        Caller caller,
        [AsParameters] PageRequest page,
        TimeProvider clock,
        CancellationToken cancellation,
        string? q = null,
        bool mine = false,
        bool unclaimed = false,
        bool led = false
    )
    {
        var rows = await Rows(db, rules, caller, page, new InboxFilter(q, mine, unclaimed, led)).ToListAsync(cancellation);
        await colleagues.SeeAsync(caller, cancellation);
        var listed = page.ToPage(rows, row => string.Create(CultureInfo.InvariantCulture, $"{row.DueAt.UtcTicks}|{row.Key}"));
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Page<InboxItem>([.. listed.Items.Select(row => Show(row, now))], listed.Next));
    }

    /// <summary>Every row that waits for the caller.</summary>
    internal static IQueryable<OpenStageRow> Waiting(DossierDbContext db, DossierRules rules, Caller caller) =>
        db.OpenStages.AsNoTracking().WhereAny(WorkKeys.Of(caller, rules), actor => row => row.Actor == actor);

    /// <summary>Every row of the units that the caller leads, but opinions: of those only who was asked may know.</summary>
    private static IQueryable<OpenStageRow> Led(DossierDbContext db, DossierRules rules, Caller caller) =>
        db
            .OpenStages.AsNoTracking()
            .WhereAny(WorkKeys.Led(caller, rules), actor => row => row.Actor == actor)
            .Where(row => row.Kind != InboxRows.OpinionKind);

    /// <summary>The rows of a page and one more.</summary>
    internal static IQueryable<OpenStageRow> Rows(
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        PageRequest page,
        InboxFilter filter
    )
    {
        var query = (filter.Led ? Led(db, rules, caller) : Waiting(db, rules, caller)).Searched(
            filter.Q,
            row => row.UnitCode,
            row => row.SearchName
        );
        if (filter.Mine)
        {
            var subject = caller.Subject;
            query = query.Where(row => row.ClaimedBy == subject);
        }

        if (filter.Unclaimed)
        {
            query = query.Where(row => row.ClaimedBy == null);
        }

        if (page.Key?.Split('|') is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var number))
        {
            var due = new DateTimeOffset(Math.Clamp(number, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
            query = query.Where(row => row.DueAt >= due && (row.DueAt > due || string.Compare(row.Key, key) > 0));
        }

        return query.OrderBy(row => row.DueAt).ThenBy(row => row.Key).Take(page.Size + 1);
    }

    private static InboxItem Show(OpenStageRow row, DateTimeOffset now)
    {
        var due = row.DueAt >= OpenStageRow.UnknownDeadline ? (DateTimeOffset?)null : row.DueAt;
        return new InboxItem(
            row.DossierId,
            row.UnitCode,
            row.UnitName,
            row.Title,
            row.Year,
            row.Stage,
            row.StageTitle,
            row.Kind,
            row.Round,
            row.Actor.Split('#')[0],
            row.Department,
            row.OpenedAt,
            due,
            due is null ? null : VietnamTime.TimeLeft(now, due.Value),
            due <= now,
            row.DueAt == OpenStageRow.UnknownDeadline,
            ClaimViews.Of(row)
        );
    }
}
