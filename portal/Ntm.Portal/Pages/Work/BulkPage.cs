using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary>
/// What is done with every ticked piece of work: <c>/viec-cua-toi/nhan</c> claims it, <c>/viec-cua-toi/chuyen</c> hands it over to a
/// colleague. Each row is done by itself, and the page after it says what became of each. Sent again, neither does anything twice.
/// </summary>
internal static class BulkPage
{
    /// <summary>Kinds of work for which colleagues are asked for; more in one go are of people with many roles.</summary>
    private const int MostKinds = 20;

    private static ApiProblem NobodyChosen =>
        new(
            400,
            "portal.receiver_missing",
            T("Chưa chuyển việc"),
            T("Chọn người nhận rồi bấm lại."),
            [new ApiFault("to", T("Chọn một người nhận."))]
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/viec-cua-toi/nhan", ClaimAsync);
        routes.MapPost("/viec-cua-toi/chuyen", ChooseAsync);
        routes.MapPost("/viec-cua-toi/chuyen/gui", HandOverAsync);
    }

    internal static async Task<IResult> ClaimAsync(Visit visit, TimeProvider clock)
    {
        var results = new List<BulkResult>();
        foreach (var row in Ticked.In(visit))
        {
            results.Add(new BulkResult(row, await Bulk.SendAsync(visit, clock, "PUT", row.Address("claim"))));
        }

        return Show(visit, results, handOver: false);
    }

    internal static Task<IResult> ChooseAsync(Visit visit) => PageAsync(visit, null);

    internal static async Task<IResult> HandOverAsync(Visit visit, TimeProvider clock)
    {
        var input = visit.Input;
        if (input.Text("to") is not { } to)
        {
            return await PageAsync(visit, NobodyChosen);
        }

        var results = new List<BulkResult>();
        foreach (var row in Ticked.In(visit))
        {
            results.Add(new BulkResult(row, await PassOnAsync(visit, clock, row, new { to, note = input.Text("note") })));
        }

        return Show(visit, results, handOver: true);
    }

    /// <summary>Hands over what somebody holds, and for who leads the unit also what nobody does; anyone else claims that first, and gives
    /// it back where the receiver cannot do it.</summary>
    private static async Task<ApiProblem?> PassOnAsync(Visit visit, TimeProvider clock, Ticked row, object body)
    {
        var problem = await Bulk.SendAsync(visit, clock, "POST", row.Address("claim/handover"), body);
        if (problem?.Code != "dossier.stage_not_claimed")
        {
            return problem;
        }

        if (await Bulk.SendAsync(visit, clock, "PUT", row.Address("claim")) is { } unclaimed)
        {
            return unclaimed;
        }

        problem = await Bulk.SendAsync(visit, clock, "POST", row.Address("claim/handover"), body);
        if (problem is not null)
        {
            await Bulk.SendAsync(visit, clock, "DELETE", row.Address("claim"));
        }

        return problem;
    }

    private static async Task<IResult> PageAsync(Visit visit, ApiProblem? problem)
    {
        var rows = Ticked.In(visit);
        if (rows.Count == 0)
        {
            return Visit.Go("/viec-cua-toi");
        }

        var people = new Dictionary<string, ColleagueRow>(StringComparer.Ordinal);
        ApiProblem? refused = null;
        foreach (var row in rows.DistinctBy(row => (row.Stage, row.Department)).Take(MostKinds))
        {
            var found = await visit.GetAsync<List<ColleagueRow>>(row.Address("colleagues"));
            refused ??= found.Problem;
            foreach (var person in found.Value ?? [])
            {
                people.TryAdd(person.Account, person);
            }
        }

        return visit.Show<HandOverView>(
            new
            {
                Rows = rows,
                People = people.Values.OrderBy(person => person.Name, StringComparer.Ordinal).ToList(),
                Problem = problem ?? (people.Count == 0 ? refused : null),
            },
            problem?.Status ?? StatusCodes.Status200OK
        );
    }

    private static IResult Show(Visit visit, List<BulkResult> results, bool handOver) =>
        results.Count == 0 ? Visit.Go("/viec-cua-toi") : visit.Show<BulkView>(new { Results = results, HandOver = handOver });
}
