using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>POST /assessment/criteria-sets</c>: an officer or appraiser of the province prepares a set of its own. It is kept with
/// its bad cells, but not published with any.</summary>
internal static class PrepareCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/criteria-sets", HandleAsync).WithName(nameof(PrepareCriteriaSet));

    /// <summary>Prepares a criteria set of a province from a table; the answer names each bad cell and what differs from the set
    /// before.</summary>
    internal static async Task<Results<Created<CriteriaPreview>, ProblemHttpResult>> HandleAsync(
        PrepareCriteriaSetRequest request,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        ILogger<ProvinceSet> log,
        CancellationToken cancellation
    )
    {
        if (AssessmentAccess.ToPrepareSet(caller, request.Province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var table = SheetFile.Read(request.File.Name, request.File.Content);
        List<Error> errors = [.. PreparationCheck.Faults(request.Code, request.ToHeader(), clock.Today(), rules.FindSet), .. table.Errors];
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        if (rules.FindSet(request.Code) is not null || await db.ProvinceSets.AnyAsync(row => row.Code == request.Code, cancellation))
        {
            return ProvinceSetErrors.CodeTaken.ToProblem();
        }

        var set = new ProvinceSet
        {
            Code = request.Code,
            Province = request.Province,
            Header = request.ToHeader(),
        };
        set.Take(table.Value!.FileName, table.Value.Rows, caller, clock.GetUtcNow());
        db.ProvinceSets.Add(set);
        await db.SaveChangesAsync(cancellation);
        var preview = await db.PreviewAsync(rules, set, caller, cancellation);
        log.CriteriaSetPrepared(set.Code, set.Province, set.Hash, preview.FaultCount);
        response.SetETag(set.Version);
        return TypedResults.Created($"/assessment/criteria-sets/{set.Code}/preview", preview);
    }
}
