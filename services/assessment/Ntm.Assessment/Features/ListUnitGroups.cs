using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>The group of a commune, with the document that says so and who recorded it.</summary>
/// <param name="Number">Number of the record in the province, from 1.</param>
/// <param name="UnitCode">Official code of the commune.</param>
/// <param name="Group">Group of the commune: 1, 2 or 3.</param>
/// <param name="DocumentNumber">Number of the province's document.</param>
/// <param name="DocumentDate">Day of the document.</param>
/// <param name="ValidFrom">First legal day; of two records from one day the later one counts.</param>
/// <param name="RecordedByName">Name of who recorded it.</param>
/// <param name="RecordedAt">Instant of recording, UTC.</param>
public sealed record UnitGroupView(
    int Number,
    string UnitCode,
    int Group,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    string RecordedByName,
    DateTimeOffset RecordedAt
)
{
    internal static UnitGroupView Of(UnitGroup row) =>
        new(row.Number, row.UnitCode, row.Group, row.DocumentNumber, row.DocumentDate, row.ValidFrom, row.RecordedByName, row.RecordedAt);
}

/// <summary><c>GET /assessment/unit-groups?province=&amp;after=&amp;limit=</c>: what was recorded, oldest first, for anyone in the
/// province.</summary>
internal static class ListUnitGroups
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/unit-groups", HandleAsync).WithName(nameof(ListUnitGroups)).Scope("assessment:read");

    /// <summary>Lists the groups that a province put its communes into, oldest record first.</summary>
    internal static async Task<Results<Ok<Page<UnitGroupView>>, ProblemHttpResult>> HandleAsync(
        string province,
        [AsParameters] PageRequest page,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (!AssessmentAccess.LiesIn(caller, province))
        {
            return AssessmentErrors.Forbidden("Chỉ tài khoản thuộc tỉnh được xem nhóm xã của tỉnh.").ToProblem();
        }

        var after = int.TryParse(page.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var rows = await db
            .UnitGroups.AsNoTracking()
            .Where(row => row.Province == province && row.Number > after)
            .OrderBy(row => row.Number)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows.ConvertAll(UnitGroupView.Of), row => row.Number.ToString(CultureInfo.InvariantCulture)));
    }
}
